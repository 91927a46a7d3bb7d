#include "support/fake_platform.h"

#include <algorithm>

namespace pdhs {

namespace {

Failure failure(FailureKind kind, bool without_effect) {
    return {kind, "as the test says", "TEST", {}, without_effect};
}

}  // namespace

std::string FakePlatform::add(const std::string& name, std::vector<std::string> emails,
                              std::vector<std::string> phones) {
    Record record;
    record.ref = {crm_, std::to_string(++last_id_)};
    record.created = Time{Millis{last_id_}};
    (crm_ == Crm::hubspot ? record.last_name : record.name) = name;
    record.emails = std::move(emails);
    for (auto& phone : phones) record.phones.push_back({std::move(phone), "work"});
    const auto id = record.ref.id;
    records_[id] = std::move(record);
    return id;
}

void FakePlatform::fail_listing_after(std::optional<std::size_t> records, FailureKind kind) {
    listing_fails_after_ = records;
    listing_failure_ = kind;
}

ReadEnd FakePlatform::list_all(const PageSink& sink) {
    ReadEnd end;
    end.began = date_;
    Page page;
    page.unusable = unusable_;
    for (const auto& [id, record] : records_) {
        if (listing_fails_after_ == page.records.size()) break;
        if (std::find(hidden_.begin(), hidden_.end(), id) == hidden_.end()) page.records.push_back(record);
    }
    ++end.usage.requests;
    if (!sink(page)) {
        end.failure = failure(FailureKind::state, true);
        return end;
    }
    end.complete = !listing_fails_after_.has_value();
    if (!end.complete) end.failure = failure(listing_failure_, true);
    return end;
}

LookupEnd FakePlatform::by_ids(std::span<const std::string> ids) {
    LookupEnd end;
    for (const auto& id : ids) {
        ++lookups_asked_;
        const auto found = records_.find(id);
        if (found == records_.end())
            end.lookups.push_back({id, Lookup::State::gone, {}});
        else
            end.lookups.push_back({id, Lookup::State::alive, found->second});
    }
    return end;
}

FakePlatform::Fate FakePlatform::next_fate() {
    if (fates_.empty()) return Fate::works;
    const auto fate = fates_.front();
    fates_.erase(fates_.begin());
    return fate;
}

Record FakePlatform::made_from(const Draft& draft) {
    if (const auto* contact = std::get_if<ContactDraft>(&draft)) {
        std::vector<std::string> emails;
        if (!contact->email.empty()) emails.push_back(contact->email);
        auto& record = records_[add(contact->last_name, emails)];
        record.first_name = contact->first_name;
        record.company = contact->company;
        if (!contact->phone.empty()) record.phones.push_back({contact->phone, "work"});
        return record;
    }
    const auto& person = std::get<PersonDraft>(draft);
    auto& record = records_[add(person.name, person.emails)];
    record.phones = person.phones;
    return record;
}

CreateResult FakePlatform::result_of(const Draft& draft, Fate fate) {
    using Kind = CreateResult::Kind;
    switch (fate) {
        case Fate::works:
            return {Kind::created, made_from(draft), {}};
        case Fate::exists:
            return {Kind::exists, records_.begin()->second, {}};
        case Fate::lost_after_effect:
            made_from(draft);
            return {Kind::unknown, {}, failure(FailureKind::unreachable, false)};
        case Fate::lost_before_effect:
            return {Kind::unknown, {}, failure(FailureKind::unreachable, false)};
        case Fate::refused:
            return {Kind::refused, {}, failure(FailureKind::refused, true)};
        case Fate::ends_the_platform:
            return {Kind::not_sent, {}, failure(FailureKind::daily_quota, true)};
    }
    return {};
}

CreateEnd FakePlatform::create(std::span<const Draft> drafts, CreatePace, const CreateHooks& hooks) {
    CreateEnd end;
    for (std::size_t i = 0; i < drafts.size(); ++i) {
        const auto allowed = hooks.before(std::span(&i, 1));
        if (!allowed || !*allowed) return end;
        ++creates_asked_;
        ++end.usage.requests;
        const auto fate = next_fate();
        if (!hooks.after(i, result_of(drafts[i], fate))) return end;
        if (fate == Fate::ends_the_platform) {
            end.failure = failure(FailureKind::daily_quota, true);
            return end;
        }
    }
    return end;
}

NamesEnd FakePlatform::organization_names(std::span<const std::string> ids) {
    NamesEnd end;
    for (const auto& id : ids)
        if (const auto found = organizations_.find(id); found != organizations_.end()) end.names.push_back(*found);
    return end;
}

}  // namespace pdhs
