#include "campaigns/spent.h"

#include "support/catch.h"

using namespace campaigns;

namespace {

Served page(const std::string& asked, bool tells_quota = false) {
    return {"list", asked, 10, true, tells_quota};
}

const Served who_am_i{"users_me", "me", 2};
const Served look_up{"get", "7", 1};
const Served create{"create", "ada", 5};

}  // namespace

TEST_CASE("a request under way may be missing in the ledger of a pass that was killed") {
    CHECK(least_booked({}) == 0);
    CHECK(least_booked({who_am_i}) == 0);
    CHECK(least_booked({who_am_i, page("1")}) == 2);
}

TEST_CASE("pages without a quota are booked one by one") {
    CHECK(least_booked({page("1"), page("2")}) == 10);
    CHECK(least_booked({page("1"), page("2"), page("2")}) == 10);
    CHECK(least_booked({page("1"), page("2"), page("2"), page("3")}) == 30);
    auto failed = page("2");
    failed.is_good = false;
    CHECK(least_booked({page("1"), failed, page("3")}) == 10);
}

TEST_CASE("a reading whose answers tell the quota is booked when it has ended") {
    CHECK(least_booked({page("1", true), page("2", true)}) == 0);
    CHECK(least_booked({page("1", true), page("2", true), look_up}) == 21);
}

TEST_CASE("look-ups are booked before they leave, but for repeats") {
    const Served another{"get", "8", 1};
    CHECK(least_booked({page("1"), look_up, look_up}) == 11);
    CHECK(least_booked({page("1"), look_up, another, another}) == 12);
}

TEST_CASE("each create is booked before it leaves, with all that came before") {
    CHECK(least_booked({create}) == 5);
    CHECK(least_booked({page("1", true), page("2", true), create, create}) == 30);
    CHECK(least_booked({page("1"), create, look_up, create, look_up}) == 20);
}
