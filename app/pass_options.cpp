#include "pass_options.h"

using namespace pdhs;

PassOptions pass_options(const RunOptions& run, const Settings& settings) {
    PassOptions options;
    options.mode = run.dry_run ? RunMode::dry : RunMode::real;
    options.belief = run.force ? Belief::forced : Belief::careful;
    // What brakes are about, only a listing can tell anew.
    options.listing = run.full || run.force ? Listing::now : Listing::when_due;
    options.max_creates = run.max_creates;
    options.deadline = run.deadline;
    options.recreate_vanished = settings.on_missing == OnMissing::recreate;
    options.ignore = settings.ignore;
    options.settle = settings.settle;
    options.detailed_exit_code = run.detailed_exitcode;
    options.list_every = settings.full_every;
    options.share_percent = settings.api_share_percent;
    options.limits_until_told.pipedrive = settings.pipedrive_daily_tokens;
    options.partial_view = settings.partial_view ? PartialView::accepted : PartialView::brakes;
    return options;
}
