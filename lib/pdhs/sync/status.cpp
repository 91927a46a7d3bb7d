#include "pdhs/sync/status.h"

#include "pdhs/sync/looking_ahead.h"

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
    status.quota = facts.announced ? facts.announced->quota.limit : facts.limit_until_told;
    status.spent_in_a_day = facts.spent_in_a_day;
    status.budget = budget_of(facts, options.share_percent, now);
    status.interval = poll_interval(status.budget, costs_of(crm), now);
    return status;
}

Result<void> add_outlook(Store& store, const PassOptions& options, Status& status) {
    PDHS_TRY(const auto outlook, look_ahead(store, options, status.now));
    for (const auto& entry : outlook.planned) {
        if (entry.draft)
            ++status.to_create[entry.action.on];
        else
            status.actions.push_back(entry.action);
    }
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
    std::erase_if(status.brakes,
                  [&](const Brake& brake) { return is_waived(brake, options.partial_view == PartialView::accepted); });
    PDHS_CHECK(add_outlook(store, options, status));
    return status;
}

}  // namespace pdhs
