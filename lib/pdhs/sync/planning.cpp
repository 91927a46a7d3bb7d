#include "pdhs/sync/planning.h"

#include <algorithm>
#include <unordered_set>

#include "pdhs/sync/delays.h"
#include "pdhs/sync/policy.h"

namespace pdhs {

namespace {

/// On which platform somebody who vanished there could be created again, now or later.
PerCrm<bool> vanished_ones(const Plan& plan) {
    std::unordered_set<RecordNumber> left_alone;
    for (const auto& entry : plan.planned)
        if (entry.action.what == Action::Do::skip) left_alone.insert(entry.number);
    PerCrm<bool> result;
    for (const auto& candidate : plan.candidates)
        if (candidate.vanished && !left_alone.contains(candidate.number)) result[candidate.target()] = true;
    return result;
}

bool all_were_asked(const Candidate& candidate, const DoneBefore& done) {
    const auto& addresses = candidate.email_keys;
    return std::all_of(addresses.begin() + !addresses.empty(), addresses.end(),
                       [&](const std::string& address) { return done.asked_addresses.contains(address); });
}

}  // namespace

Result<Plan> Planning::make(const PerCrm<Reading>& readings, const DoneBefore& done) {
    Plan made;
    PDHS_TRY(made.policy, policy(readings));
    PDHS_TRY(made.candidates, candidates(readings));
    made.policy.further_addresses_are_told = !done.asking_for_addresses_failed;
    for (auto& candidate : made.candidates) candidate.was_looked_for = all_were_asked(candidate, done);
    made.planned = plan(made.candidates, made.policy);
    leave_out(made.planned, done.tried);
    PDHS_TRY(made.brakes, braking_.hold(made.planned, vanished_ones(made)));
    PDHS_CHECK(hold_what_is_too_dear(made));
    if (options_.max_creates)
        hold_beyond(made.planned, std::max<long long>(0, *options_.max_creates - std::ssize(done.tried)));
    return made;
}

Result<bool> Planning::would_create(const PerCrm<Reading>& readings, const Supposed& supposed) {
    PDHS_TRY(const auto budget, spending_.budget(supposed.crm));
    if (affordable_creates(budget, costs_of(supposed.crm), world_.clock.now()) == 0) return false;
    PDHS_TRY(auto waiting, candidates(readings));
    if (supposed.only_with_open_intent)
        std::erase_if(waiting, [](const Candidate& candidate) { return !candidate.intent; });
    PDHS_TRY(auto policy, this->policy(readings));
    policy.targets[supposed.crm] = {true, supposed.began, supposed.mode};
    for (auto& candidate : waiting) candidate.was_looked_for = true;
    auto planned = plan(waiting, policy);
    PDHS_CHECK(braking_.hold_by_stored(planned));
    return std::any_of(planned.begin(), planned.end(), [&](const Planned& entry) {
        const bool has_source = !entry.needs_fresh_source || supposed.may_be_asked[entry.action.from.crm];
        return entry.draft && entry.action.on == supposed.crm && has_source;
    });
}

Result<PlanPolicy> Planning::policy(const PerCrm<Reading>& readings) {
    auto policy = policy_from(options_, world_.clock.now());
    PDHS_TRY(policy.both_were_read_once, polling_.both_were_read_once());
    for (const auto crm : both_crms)
        policy.targets[crm] = {readings[crm].shows_who_is_there(), readings[crm].began, readings[crm].order.mode};
    return policy;
}

Result<std::vector<Candidate>> Planning::candidates(const PerCrm<Reading>& readings) {
    PDHS_TRY(auto candidates, world_.store.candidates());
    const auto now = world_.clock.now();
    if (const auto ahead = noted_ahead(candidates, now); !ahead.empty()) {
        PDHS_CHECK(world_.store.note_again(ahead, now));
        PDHS_TRY(candidates, world_.store.candidates());
    }
    for (auto& candidate : candidates)
        candidate.seen_in_this_pass = readings[candidate.source.ref.crm].seen.contains(candidate.number);
    return candidates;
}

Result<void> Planning::hold_what_is_too_dear(Plan& plan) {
    for (const auto crm : both_crms) {
        PDHS_TRY(const auto budget, spending_.budget(crm));
        const auto affordable = affordable_creates(budget, costs_of(crm), world_.clock.now());
        const auto held = hold_unaffordable(plan.planned, crm, affordable);
        if (held > 0) join(plan.delay, waiting_for_the_quota(crm, crm, held, budget.reset));
    }
    return {};
}

}  // namespace pdhs
