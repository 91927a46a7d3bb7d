#include "pdhs/pass_options.h"

#include "support/catch.h"

namespace pdhs {
namespace {

TEST_CASE("a pass that is told nothing is real, careful, and lists when it is due") {
    const auto options = pass_options({}, {});
    CHECK(options.mode == RunMode::real);
    CHECK(options.belief == Belief::careful);
    CHECK(options.listing == Listing::when_due);
    CHECK_FALSE(options.max_creates.has_value());
    CHECK_FALSE(options.deadline.has_value());
}

TEST_CASE("what was asked for reaches the pass") {
    const auto options = pass_options(
        {.dry_run = true, .full = true, .max_creates = 5, .deadline = Millis{25'000}, .detailed_exit_code = true}, {});
    CHECK(options.mode == RunMode::dry);
    CHECK(options.belief == Belief::careful);
    CHECK(options.listing == Listing::now);
    CHECK(options.max_creates == 5);
    CHECK(options.deadline == Millis{25'000});
    CHECK(options.detailed_exit_code);
}

TEST_CASE("who forces a pass also has both sides listed: only a listing tells anew what brakes are about") {
    const auto options = pass_options({.force = true}, {});
    CHECK(options.belief == Belief::forced);
    CHECK(options.listing == Listing::now);
}

TEST_CASE("the settings reach the pass") {
    Settings settings;
    settings.on_missing = OnMissing::ignore;
    settings.ignore = {"@x.com"};
    settings.partial_view = true;
    settings.pipedrive_daily_tokens = 7;
    const auto options = pass_options({}, settings);
    CHECK_FALSE(options.recreate_vanished);
    CHECK(options.ignore == settings.ignore);
    CHECK(options.partial_view == PartialView::accepted);
    CHECK(options.limits_until_told.pipedrive == 7);
}

}  // namespace
}  // namespace pdhs
