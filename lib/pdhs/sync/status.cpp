#include "pdhs/sync/status.h"

namespace pdhs {

namespace {

constexpr int passes_shown = 10;

Result<PlatformStatus> platform_status(Store& store, Crm crm, const PassOptions& options, Time now) {
    PlatformStatus status;
    PDHS_TRY(const auto counts, store.counts());
    status.live = counts.live[crm];
    status.missing = counts.missing[crm];
    PDHS_TRY(status.history, store.read_history(crm));
    PDHS_TRY(status.cut, store.cut_listing(crm));
    PDHS_TRY(status.block, store.block(crm));
    PDHS_TRY(auto facts, store.quota_facts(crm, now));
    facts.limit_until_told = options.limits_until_told[crm];
    status.spent_in_a_day = facts.spent_in_a_day;
    status.budget = budget_of(facts, options.share_percent, now);
    status.interval = poll_interval(status.budget, costs_of(crm), now);
    return status;
}

/// The plan of a pass that had just read both sides to their ends.
PlanPolicy policy_after_reading(const Status& status, const PassOptions& options) {
    PlanPolicy policy;
    policy.now = status.now;
    policy.recreate_vanished = options.recreate_vanished;
    policy.ignore = options.ignore;
    policy.settle = options.settle;
    policy.both_were_read_once =
        status.platforms.hubspot.history.listed_at && status.platforms.pipedrive.history.listed_at;
    for (const auto crm : both_crms) policy.targets[crm] = {true, status.now, ReadMode::full};
    return policy;
}

Result<void> look_ahead(Store& store, const PassOptions& options, Status& status) {
    PDHS_TRY(const auto candidates, store.candidates());
    auto planned = plan(candidates, policy_after_reading(status, options));
    for (const auto& brake : status.brakes)
        if (brake.status == Brake::Status::holds) apply_brake(brake, planned);
    for (const auto& entry : planned) {
        if (entry.draft)
            ++status.to_create[entry.action.on];
        else
            status.actions.push_back(entry.action);
    }
    PDHS_TRY(const auto twins, store.twins());
    for (const auto& each : twins) status.actions.push_back(listed(each).action);
    return {};
}

}  // namespace

Result<Status> status_of(Store& store, const PassOptions& options, Time now) {
    Status status;
    status.now = now;
    PDHS_TRY(status.passes, store.recent_passes(passes_shown));
    PDHS_TRY(status.last_good, store.last_good_pass());
    PDHS_TRY(status.platforms.hubspot, platform_status(store, Crm::hubspot, options, now));
    PDHS_TRY(status.platforms.pipedrive, platform_status(store, Crm::pipedrive, options, now));
    PDHS_TRY(const auto counts, store.counts());
    status.bonds = counts.bonds;
    status.ambiguous = counts.ambiguous;
    PDHS_TRY(status.brakes, store.brakes());
    PDHS_CHECK(look_ahead(store, options, status));
    return status;
}

}  // namespace pdhs
