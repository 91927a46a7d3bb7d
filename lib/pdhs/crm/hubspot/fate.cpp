#include "pdhs/crm/hubspot/fate.h"

#include <algorithm>
#include <utility>

#include "pdhs/core/text.h"
#include "pdhs/crm/hubspot/failures.h"
#include "pdhs/crm/hubspot/json_answer.h"

namespace pdhs::hubspot {

namespace {

void fill(std::string& field, const std::string& sent) {
    if (field.empty()) field = trimmed(sent);
}

bool is_work_phone(const Phone& phone) {
    return phone.label == work_phone;
}

/// Nothing that the answer has is replaced: HubSpot may have stored it in its own way.
Record completed(Record record, const ContactDraft& sent) {
    fill(record.first_name, sent.first_name);
    fill(record.last_name, sent.last_name);
    fill(record.company, sent.company);
    const auto email = ascii_lower(trimmed(sent.email));
    if (record.emails.empty() && !email.empty()) record.emails = {email};
    const auto phone = trimmed(sent.phone);
    if (!phone.empty() && std::none_of(record.phones.begin(), record.phones.end(), is_work_phone))
        record.phones.insert(record.phones.begin(), {phone, std::string(work_phone)});
    return record;
}

Fate fate_of_row(const Row& row, const ContactDraft& sent) {
    Record bare;
    bare.ref = {Crm::hubspot, row.id};
    return {{CreateResult::Kind::created, completed(row.record.value_or(bare), sent), std::nullopt}};
}

Fate fate_of_failure(Failure failure, std::optional<std::string> existing_id) {
    const auto exists = failure.kind == FailureKind::exists;
    const auto kind = exists ? CreateResult::Kind::exists : CreateResult::Kind::refused;
    return {{kind, std::nullopt, std::move(failure)}, std::move(existing_id)};
}

bool has_email(const Record& record, const std::string& email) {
    const auto same = [&](const std::string& other) { return ascii_lower(other) == email; };
    return std::any_of(record.emails.begin(), record.emails.end(), same);
}

/// Gives each input of a batch its fate.
class FateMatcher {
  public:
    explicit FateMatcher(std::span<const TracedDraft> inputs) : inputs_(inputs), fates_(inputs.size()) {}

    void take(const ErrorEntry& error) {
        for (const auto& trace_id : error.trace_ids)
            settle(of_trace_id(trace_id), fate_of_failure(failure_of(error), error.existing_id));
    }

    void take_by_trace_id(const Row& row) {
        if (row.trace_id) settle_created(of_trace_id(*row.trace_id), row);
    }

    void take_by_email(const Row& row) {
        const auto traced = row.trace_id && of_trace_id(*row.trace_id);
        if (!traced && row.record) settle_created(of_email(*row.record), row);
    }

    std::vector<Fate> finish() {
        std::vector<Fate> result;
        for (auto& fate : fates_)
            result.push_back(fate ? std::move(*fate) : unknown_fate(damaged("an answer without this contact")));
        return result;
    }

  private:
    void settle(std::optional<std::size_t> input, Fate fate) {
        if (input && !fates_[*input]) fates_[*input] = std::move(fate);
    }

    void settle_created(std::optional<std::size_t> input, const Row& row) {
        if (input) settle(input, fate_of_row(row, inputs_[*input].draft));
    }

    std::optional<std::size_t> of_trace_id(const std::string& trace_id) const {
        for (std::size_t at = 0; at < inputs_.size(); ++at)
            if (inputs_[at].trace_id == trace_id) return at;
        return std::nullopt;
    }

    std::optional<std::size_t> of_email(const Record& record) const {
        for (std::size_t at = 0; at < inputs_.size(); ++at)
            if (!fates_[at] && has_email(record, ascii_lower(trimmed(inputs_[at].draft.email)))) return at;
        return std::nullopt;
    }

    std::span<const TracedDraft> inputs_;
    std::vector<std::optional<Fate>> fates_;
};

}  // namespace

std::vector<Fate> fates_of_batch(std::span<const TracedDraft> inputs, std::string_view body) {
    const auto answer = decode_batch(body);
    if (!answer) return std::vector<Fate>(inputs.size(), unknown_fate(damaged("an answer that cannot be understood")));
    FateMatcher matcher(inputs);
    for (const auto& row : answer->rows) matcher.take_by_trace_id(row);
    for (const auto& error : answer->errors) matcher.take(error);
    for (const auto& row : answer->rows) matcher.take_by_email(row);
    return matcher.finish();
}

Fate fate_of_single(const ContactDraft& draft, std::string_view body) {
    const auto row = decode_contact(body);
    return row ? fate_of_row(*row, draft) : unknown_fate(damaged("an answer that cannot be understood"));
}

Fate fate_of_refusal(const Failure& failure, std::string_view body) {
    const auto entry = decode_error(body);
    return fate_of_failure(failure, entry ? entry->existing_id : std::nullopt);
}

Fate unknown_fate(const Failure& failure) {
    return {{CreateResult::Kind::unknown, std::nullopt, failure}};
}

}  // namespace pdhs::hubspot
