#include "pdhs/sync/looking_ahead.h"

#include "pdhs/sync/policy.h"

namespace pdhs {

namespace {

Result<PlanPolicy> policy_after_reading(Store& store, const PassOptions& options, Time now) {
    auto policy = policy_from(options, now);
    policy.both_were_read_once = true;
    for (const auto crm : both_crms) {
        PDHS_TRY(const auto history, store.read_history(crm));
        policy.both_were_read_once = policy.both_were_read_once && history.listed_at;
        policy.targets[crm] = {true, now, ReadMode::full};
    }
    return policy;
}

}  // namespace

Result<Outlook> look_ahead(Store& store, const PassOptions& options, Time now) {
    Outlook outlook;
    PDHS_TRY(const auto policy, policy_after_reading(store, options, now));
    outlook.both_were_read_once = policy.both_were_read_once;
    PDHS_TRY(const auto candidates, store.candidates());
    outlook.planned = plan(candidates, policy);
    PDHS_TRY(const auto brakes, store.brakes());
    for (const auto& brake : brakes)
        if (brake.status == Brake::Status::holds && !is_waived(brake, options.partial_view == PartialView::accepted))
            apply_brake(brake, outlook.planned);
    PDHS_TRY(const auto twins, store.twins());
    for (const auto& each : twins) outlook.planned.push_back(listed(each));
    return outlook;
}

}  // namespace pdhs
