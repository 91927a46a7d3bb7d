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
    record.changed = date_;
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

Record& FakePlatform::edit(const std::string& id) {
    auto& record = records_.at(id);
    record.changed = date_;
    return record;
}

Usage FakePlatform::usage_of_request(long long tokens) {
    if (quota_) quota_->remaining -= crm_ == Crm::pipedrive ? tokens : 1;
    return {.requests = 1, .tokens = crm_ == Crm::pipedrive ? tokens : 0, .quota = quota_};
}

/// A place is the number of records before it.
ReadEnd FakePlatform::list_all(const std::string& place, const PageSink& sink) {
    ++listings_asked_;
    ReadEnd end;
    end.began = date_;
    std::vector<Record> shown;
    for (const auto& [id, record] : records_)
        if (std::find(hidden_.begin(), hidden_.end(), id) == hidden_.end()) shown.push_back(record);
    for (std::size_t at = place.empty() ? 0 : std::stoul(place);;) {
        if (before_page_) before_page_();
        end.usage += usage_of_request(10);
        const auto fails_at = listing_fails_after_.value_or(shown.size() + 1);
        Page page;
        if (at == 0) page.unusable = unusable_;
        for (; at < shown.size() && at < fails_at && page.records.size() < page_size_; ++at)
            page.records.push_back(shown[at]);
        const bool fails = at >= fails_at;
        if (fails && page.records.empty()) break;
        ++pages_listed_;
        if (at < shown.size() || fails) page.next = std::to_string(at);
        page.spent = end.usage;
        const auto onward = sink(page);
        if (!onward) {
            end.failure = failure(FailureKind::state, true);
            return end;
        }
        end.complete = page.next.empty();
        if (end.complete) return end;
        if (*onward == Onward::stop) {
            end.stop = ReadStop::by_sink;
            return end;
        }
    }
    end.failure = failure(listing_failure_, true);
    return end;
}

ReadEnd FakePlatform::changed_since(Time since, const PageSink& sink) {
    if (before_changes_) before_changes_();
    ++changes_asked_;
    ReadEnd end;
    end.began = date_;
    end.usage = usage_of_request(10);
    if (listing_fails_after_) {
        end.failure = failure(listing_failure_, true);
        return end;
    }
    if (changes_are_too_many_) {
        end.stop = ReadStop::too_many;
        return end;
    }
    Page page;
    page.spent = end.usage;
    for (const auto& [id, record] : records_) {
        const bool is_indexed = !record.changed || !date_ || *record.changed + index_lag_ <= *date_;
        if (is_indexed && (!record.changed || *record.changed >= since)) page.records.push_back(record);
    }
    for (;;) {
        const auto onward = sink(page);
        if (!onward) end.failure = failure(FailureKind::state, true);
        if (!onward || !changes_never_end_) break;
        if (*onward == Onward::stop) end.stop = ReadStop::by_sink;
        if (end.stop) break;
    }
    end.complete = !end.failure && !end.stop;
    return end;
}

void FakePlatform::fail_account(FailureKind kind) {
    account_ = {};
    account_.failure = failure(kind, true);
}

AccountEnd FakePlatform::who_am_i() {
    ++accounts_asked_;
    return account_;
}

PermissionEnd FakePlatform::may_create() {
    PermissionEnd end{permission_, {}, {}};
    if (permission_ == Permission::denied) end.failure = failure(FailureKind::scope, true);
    return end;
}

LookupEnd FakePlatform::by_ids(std::span<const std::string> ids) {
    LookupEnd end;
    end.usage.requests = 1;
    if (std::find(ids.begin(), ids.end(), spoiling_) != ids.end())
        end.failure = Failure{spoiling_failure_, "spoiled", "", {}, true};
    for (const auto& id : ids) {
        ++lookups_asked_;
        if (end.failure || id == veiled_) {
            end.lookups.push_back({id, Lookup::State::unknown, {}});
            continue;
        }
        const auto found = records_.find(id);
        if (found == records_.end())
            end.lookups.push_back({id, Lookup::State::gone, {}});
        else
            end.lookups.push_back({id, Lookup::State::alive, found->second});
    }
    return end;
}

FoundByEmail FakePlatform::by_emails(std::span<const std::string> emails) {
    FoundByEmail found;
    found.usage.requests = 1;
    addresses_asked_ += static_cast<int>(emails.size());
    if (addresses_fail_) {
        found.failure = failure(*addresses_fail_, true);
        return found;
    }
    for (const auto& [id, record] : records_)
        if (std::any_of(emails.begin(), emails.end(), [&, &known = record.emails](const std::string& email) {
                return std::find(known.begin(), known.end(), email) != known.end();
            }))
            found.records.push_back(record);
    return found;
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
        case Fate::never_leaves:
            return {Kind::not_sent, {}, failure(FailureKind::unreachable, true)};
    }
    return {};
}

CreateEnd FakePlatform::create(std::span<const Draft> drafts, CreatePace, const CreateHooks& hooks) {
    CreateEnd end;
    for (std::size_t i = 0; i < drafts.size(); ++i) {
        const auto allowed = hooks.before(std::span(&i, 1));
        if (!allowed || !*allowed) return end;
        if (before_create_) before_create_();
        ++creates_asked_;
        end.usage += usage_of_request(5);
        const auto fate = next_fate();
        const auto result = result_of(drafts[i], fate);
        if (!hooks.after(i, result)) return end;
        if (result.kind == CreateResult::Kind::not_sent) {
            end.failure = result.failure;
            return end;
        }
    }
    return end;
}

NamesEnd FakePlatform::organization_names(std::span<const std::string> ids) {
    NamesEnd end;
    ++names_asked_;
    for (const auto& id : ids)
        if (const auto found = organizations_.find(id); found != organizations_.end()) end.names.push_back(*found);
    return end;
}

}  // namespace pdhs
