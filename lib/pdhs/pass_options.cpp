#include "pdhs/pass_options.h"

namespace pdhs {

PassOptions pass_options(const SyncOptions& asked, const Settings& settings) {
    PassOptions options;
    options.mode = asked.dry_run ? RunMode::dry : RunMode::real;
    options.belief = asked.force ? Belief::forced : Belief::careful;
    // What brakes are about, only a listing can tell anew.
    options.listing = asked.full || asked.force ? Listing::now : Listing::when_due;
    options.max_creates = asked.max_creates;
    options.deadline = asked.deadline;
    options.recreate_vanished = settings.on_missing == OnMissing::recreate;
    options.ignore = settings.ignore;
    options.settle = settings.settle;
    options.detailed_exit_code = asked.detailed_exit_code;
    options.list_every = settings.full_every;
    options.share_percent = settings.api_share_percent;
    options.limits_until_told.pipedrive = settings.pipedrive_daily_tokens;
    options.partial_view = settings.partial_view ? PartialView::accepted : PartialView::brakes;
    return options;
}

}  // namespace pdhs
