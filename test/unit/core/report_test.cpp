#include "pdhs/core/report.h"

#include "support/catch.h"

namespace pdhs {
namespace {

Action action(Action::Outcome outcome, std::string reason = "", Action::Do what = Action::Do::create) {
    Action result;
    result.what = what;
    result.on = Crm::pipedrive;
    result.outcome = outcome;
    result.reason = std::move(reason);
    return result;
}

TEST_CASE("the tally adds up what the actions say") {
    using Outcome = Action::Outcome;
    Report report;
    report.actions = {action(Outcome::created),
                      action(Outcome::created, "", Action::Do::recreate),
                      action(Outcome::exists),
                      action(Outcome::failed),
                      action(Outcome::unknown),
                      action(Outcome::pending, "deadline"),
                      action(Outcome::none, "ambiguous", Action::Do::skip),
                      action(Outcome::none, "no_key", Action::Do::skip),
                      action(Outcome::pending, "not_complete", Action::Do::hold)};
    tally(report);
    const auto& pipedrive = report.platforms.pipedrive;
    CHECK(pipedrive.created == 1);
    CHECK(pipedrive.recreated == 1);
    CHECK(pipedrive.exists == 1);
    CHECK(pipedrive.failed == 2);
    CHECK(report.pending == 2);
    CHECK(report.skipped == 2);
    CHECK(report.ambiguous == 1);
    CHECK(report.actions.size() == 8);
    CHECK(would_create(report) == 0);
}

TEST_CASE("a dry run's creates are counted as such") {
    Report report;
    report.actions = {action(Action::Outcome::planned), action(Action::Outcome::none, "no_key", Action::Do::skip)};
    CHECK(would_create(report) == 1);
}

TEST_CASE("words of the report") {
    CHECK(name_of(Action::Do::recreate) == "recreate");
    CHECK(name_of(Action::Outcome::exists) == "exists");
    CHECK(name_of(Action::Outcome::none).empty());
    CHECK(name_of(ReadMode::full) == "full");
}

}  // namespace
}  // namespace pdhs
