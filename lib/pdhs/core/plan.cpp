#include "pdhs/core/plan.h"

#include <algorithm>
#include <set>
#include <utility>

#include "pdhs/core/backoff.h"
#include "pdhs/core/convert.h"
#include "pdhs/core/identity.h"
#include "pdhs/core/read_order.h"

namespace pdhs {

namespace {

/// An intent is settled by a read only if the read began this much later (design section "Writing").
constexpr Millis intent_must_rest = std::chrono::minutes{2};

/// How far HubSpot's search is behind at most, as far as it is relied on (design section "Reading").
constexpr Millis search_lags = std::chrono::minutes{2};

bool is_ignored(const std::string& email, const std::vector<std::string>& ignore) {
    const auto domain = email.substr(email.find('@'));
    return std::any_of(ignore.begin(), ignore.end(),
                       [&](const std::string& entry) { return entry == email || entry == domain; });
}

bool any_ignored(const Candidate& candidate, const PlanPolicy& policy) {
    return std::any_of(candidate.email_keys.begin(), candidate.email_keys.end(),
                       [&](const std::string& email) { return is_ignored(email, policy.ignore); });
}

/// Why the contact is left alone for good, as things stand; empty if it is not.
std::string_view reason_to_skip(const Candidate& candidate, const PlanPolicy& policy) {
    if (any_ignored(candidate, policy)) return "ignored";
    if (candidate.email_keys.empty()) {
        if (candidate.has_shared_address) return "shared_address";
        if (keys_of(candidate.source).empty()) return "no_key";
        if (candidate.uncertain) return "ambiguous";
        if (candidate.vanished) return "vanished";
    }
    if (candidate.vanished && !policy.recreate_vanished) return "vanished";
    return {};
}

/// A stored next try further ahead than parking can ever last comes from a clock that was wrong.
bool is_still_parked(const Parked& parked, Time now) {
    return parked.next_try > now && parked.next_try <= now + longest_parking;
}

bool is_younger_than(const Record& record, Millis age, Time now) {
    return record.created && *record.created <= now && now - *record.created < age;
}

/// HubSpot refuses a second contact with the same address as was sent before; nothing else guards against a create
/// that comes twice.
bool platform_guards_against_twins(const Candidate& candidate) {
    return candidate.target() == Crm::hubspot && !candidate.email_keys.empty() &&
           candidate.intent->key == candidate.email_keys.front();
}

bool intent_has_rested(const Candidate& candidate, const TargetFacts& target) {
    const auto& intent = *candidate.intent;
    const auto must_rest =
        is_searched(candidate.target(), target.mode) ? intent_must_rest + search_lags : intent_must_rest;
    return intent.asked_at && target.read_began && *target.read_began - *intent.asked_at >= must_rest;
}

/// Nothing but a listing or some time says that somebody without an address, or with one that cannot be asked for, is
/// not there. A time in the future says nothing about how long that was, see noted_ahead().
bool may_be_hidden_by_the_index(const Candidate& candidate, const PlanPolicy& policy) {
    const bool has_unasked_addresses = must_be_looked_for(candidate, policy);
    if (has_unasked_addresses && policy.further_addresses_are_told) return true;
    const auto target = candidate.target();
    const bool time_must_tell =
        has_unasked_addresses || (candidate.email_keys.empty() && is_searched(target, policy.targets[target].mode));
    return time_must_tell && policy.now - candidate.noted < search_lags;
}

/// Why the contact has to wait; empty if it has not.
std::string_view reason_to_hold(const Candidate& candidate, const PlanPolicy& policy) {
    const auto& target = policy.targets[candidate.target()];
    if (!policy.both_were_read_once) return "not_complete";
    if (candidate.parked && is_still_parked(*candidate.parked, policy.now)) return "parked";
    if (is_younger_than(candidate.source, policy.settle, policy.now)) return "settling";
    if (candidate.intent && !platform_guards_against_twins(candidate) && !intent_has_rested(candidate, target))
        return "intent_open";
    if (!target.was_read_completely) return "not_complete";
    if (may_be_hidden_by_the_index(candidate, policy)) return "search_lag";
    return {};
}

bool has_been_unknown_twice(const Candidate& candidate) {
    return candidate.parked && candidate.parked->unknown && candidate.parked->tries >= 2;
}

Action action_for(const Candidate& candidate) {
    Action action;
    action.on = candidate.target();
    action.from = candidate.source.ref;
    action.name = display_name(candidate.source);
    action.key = key_text(candidate);
    return action;
}

Draft draft_for(const Candidate& candidate) {
    if (candidate.target() == Crm::pipedrive) return contact_to_person(candidate.source, candidate.email_keys);
    return person_to_contact(candidate.source, candidate.email_keys, "");
}

Planned decide(const Candidate& candidate, const PlanPolicy& policy) {
    Planned planned{candidate.number, action_for(candidate)};
    auto& action = planned.action;
    if (const auto reason = reason_to_skip(candidate, policy); !reason.empty()) {
        action.what = Action::Do::skip;
        action.outcome = Action::Outcome::none;
        action.reason = reason;
    } else if (const auto wait = reason_to_hold(candidate, policy); !wait.empty()) {
        hold(planned, wait);
        if (wait == "parked") action.detail = candidate.parked->reason;
    } else {
        action.what = candidate.vanished ? Action::Do::recreate : Action::Do::create;
        planned.draft = draft_for(candidate);
        planned.alone = has_been_unknown_twice(candidate);
        planned.failed_tries = candidate.parked ? candidate.parked->tries : 0;
        planned.needs_fresh_source = !candidate.seen_in_this_pass;
        planned.former_intent = candidate.intent;
    }
    return planned;
}

}  // namespace

bool must_be_looked_for(const Candidate& candidate, const PlanPolicy& policy) {
    const auto target = candidate.target();
    return candidate.email_keys.size() > 1 && !candidate.was_looked_for &&
           is_searched(target, policy.targets[target].mode);
}

std::vector<RecordNumber> noted_ahead(std::span<const Candidate> candidates, Time now) {
    std::vector<RecordNumber> numbers;
    for (const auto& candidate : candidates)
        if (candidate.target() == Crm::hubspot && candidate.email_keys.size() != 1 && candidate.noted > now)
            numbers.push_back(candidate.number);
    return numbers;
}

std::vector<Planned> plan(std::span<const Candidate> candidates, const PlanPolicy& policy) {
    std::vector<Planned> result;
    result.reserve(candidates.size());
    for (const auto& candidate : candidates) result.push_back(decide(candidate, policy));
    std::stable_partition(result.begin(), result.end(), [](const Planned& planned) { return !planned.alone; });
    return result;
}

void leave_out(std::vector<Planned>& planned, std::span<const Planned> tried) {
    std::set<std::pair<RecordNumber, Crm>> places;
    for (const auto& entry : tried) places.emplace(entry.number, entry.action.on);
    std::erase_if(planned, [&](const Planned& entry) { return places.contains({entry.number, entry.action.on}); });
}

long long creates_on(const std::vector<Planned>& planned, Crm crm) {
    return std::count_if(planned.begin(), planned.end(),
                         [&](const Planned& entry) { return entry.draft && entry.action.on == crm; });
}

void hold_beyond(std::vector<Planned>& planned, long long most_creates) {
    const auto on_hubspot = creates_on(planned, Crm::hubspot);
    const auto on_pipedrive = creates_on(planned, Crm::pipedrive);
    const auto half = most_creates - most_creates / 2;
    const auto for_hubspot = std::min(on_hubspot, std::max(half, most_creates - on_pipedrive));
    PerCrm<long long> left{for_hubspot, most_creates - for_hubspot};
    for (auto& entry : planned)
        if (entry.draft && left[entry.action.on]-- <= 0) hold(entry, "max_creates");
}

long long hold_unaffordable(std::vector<Planned>& planned, Crm on, long long affordable) {
    long long creates = 0;
    for (auto& entry : planned)
        if (entry.draft && entry.action.on == on && ++creates > affordable) hold(entry, "budget");
    return std::max<long long>(0, creates - affordable);
}

Planned listed(const Twins& twins) {
    const auto& second = twins.records.at(1);
    Candidate candidate;
    candidate.source = second;
    candidate.email_keys = keys_of(second).emails;
    Planned planned{twins.number, action_for(candidate), {}, false, 0, false};
    planned.action.what = Action::Do::skip;
    planned.action.outcome = Action::Outcome::none;
    planned.action.reason = "ambiguous";
    planned.action.detail = "the same person stands several times on " + std::string(title_of(second.ref.crm)) + ":";
    for (const auto& record : twins.records) planned.action.detail += " " + record.ref.id;
    return planned;
}

void hold(Planned& planned, std::string_view reason) {
    planned.draft.reset();
    planned.action.what = Action::Do::hold;
    planned.action.outcome = Action::Outcome::pending;
    planned.action.reason = reason;
}

std::string key_text(const Candidate& candidate) {
    if (!candidate.email_keys.empty()) return candidate.email_keys.front();
    const auto keys = keys_of(candidate.source);
    if (!keys.emails.empty()) return keys.emails.front();
    return "name:" + keys.name + ";phone:" + (keys.phones.empty() ? "" : keys.phones.front());
}

}  // namespace pdhs
