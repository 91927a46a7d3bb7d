#include "pdhs/sync/status.h"

#include "office.h"

namespace pdhs {
namespace {

using namespace std::chrono_literals;

Status status_of_office(Office& office, const PassOptions& options = {}) {
    const auto store = Store::open_copy(office.state_path);
    REQUIRE(store.has_value());
    const auto status = status_of(**store, options, office.clock.now());
    REQUIRE(status.has_value());
    return *status;
}

TEST_CASE("before the first pass there is nothing to tell, and that is not well") {
    Office office;
    const auto status = status_of_office(office);
    CHECK_FALSE(is_healthy(status));
    CHECK(status.passes.empty());
    CHECK(status.platforms.pipedrive.budget.ours == 24'000);
}

TEST_CASE("after a pass: what it did, who waits, and who is left alone") {
    Office office;
    office.hubspot.add("Ada", {"ada@x.com"});
    office.pipedrive.add("Bob", {"bob@x.com"});
    office.pipedrive.add("Cy", {"cy@x.com"});
    office.pipedrive.add("Dee", {"dee@x.com"});
    PassOptions one;
    one.max_creates = 1;
    one.ignore = {"dee@x.com"};
    office.pass(one);
    office.clock.advance(1min);
    auto status = status_of_office(office, one);
    REQUIRE(status.passes.size() == 1);
    CHECK(status.last_good == status.passes[0]);
    CHECK(status.passes[0].created.hubspot + status.passes[0].created.pipedrive == 1);
    CHECK(status.bonds == 1);
    CHECK(status.to_create.hubspot + status.to_create.pipedrive == 2);
    REQUIRE(status.actions.size() == 1);
    CHECK(status.actions[0].reason == "ignored");
    CHECK(status.platforms.hubspot.history.listed_at.has_value());
    CHECK(is_healthy(status));
    status.greatest_age = 59s;
    CHECK_FALSE(is_healthy(status));
    status.greatest_age = 60s;
    CHECK(is_healthy(status));
}

TEST_CASE("a pass that failed is no good one, and a brake shows") {
    Office office;
    office.hubspot.add("Ada", {"ada@x.com"});
    office.pipedrive.be_account("1", View::partial);
    office.pass();
    office.hubspot.fail_listing_after(0);
    office.pass();
    const auto status = status_of_office(office);
    CHECK_FALSE(is_healthy(status));
    REQUIRE(status.passes.size() == 2);
    CHECK(status.passes[0].exit_code == ExitCode::try_later);
    CHECK_FALSE(status.passes[0].error.empty());
    CHECK(status.passes[1].exit_code == ExitCode::braked);
    REQUIRE(status.brakes.size() == 1);
    CHECK(status.brakes[0].kind == BrakeKind::partial_view);
    CHECK(status.to_create.pipedrive == 0);
    CHECK(status.actions.at(0).reason == "brake");
}

TEST_CASE("a good pass of the future says nothing about now") {
    Office office;
    office.pass();
    auto status = status_of_office(office);
    status.greatest_age = 1h;
    CHECK(is_healthy(status));
    status.now -= 3min;
    CHECK_FALSE(is_healthy(status));
}

TEST_CASE("a brake that the settings waive holds nothing") {
    Office office;
    office.hubspot.add("Ada", {"ada@x.com"});
    office.pipedrive.be_account("1", View::partial);
    office.pass();
    PassOptions accepted;
    accepted.partial_view = PartialView::accepted;
    const auto status = status_of_office(office, accepted);
    CHECK(status.brakes.empty());
    CHECK(status.to_create.pipedrive == 1);
}

TEST_CASE("telling how things stand changes nothing") {
    Office office;
    office.hubspot.add("Ada", {"ada@x.com"});
    office.pass();
    const auto requests = office.hubspot.listings_asked() + office.hubspot.changes_asked();
    const auto before = office.folder.contents();
    status_of_office(office);
    CHECK(office.folder.contents() == before);
    CHECK(office.hubspot.listings_asked() + office.hubspot.changes_asked() == requests);
}

}  // namespace
}  // namespace pdhs
