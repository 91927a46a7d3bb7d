#include "pdhs/core/brakes.h"

#include "support/catch.h"

namespace pdhs {
namespace {

Planned create(Crm on, Action::Do what = Action::Do::recreate) {
    Planned planned;
    planned.action.what = what;
    planned.action.on = on;
    planned.draft = ContactDraft{};
    return planned;
}

long long creates_in(const std::vector<Planned>& planned) {
    long long count = 0;
    for (const auto& entry : planned) count += entry.draft ? 1 : 0;
    return count;
}

TEST_CASE("a listing without more than half of at least twenty known records is not believed") {
    CHECK(listing_is_unbelievable(20, 11));
    CHECK_FALSE(listing_is_unbelievable(20, 10));
    CHECK_FALSE(listing_is_unbelievable(19, 19));
    CHECK(listing_is_unbelievable(1'000'000, 500'001));
}

TEST_CASE("five in a hundred may come back unattended, and at least ten") {
    CHECK(most_recreations(0) == 10);
    CHECK(most_recreations(200) == 10);
    CHECK(most_recreations(1000) == 50);
}

TEST_CASE("too many re-creations are held, and new contacts are not") {
    std::vector<Planned> planned(11, create(Crm::hubspot));
    planned.push_back(create(Crm::hubspot, Action::Do::create));
    planned.push_back(create(Crm::pipedrive));
    const auto messages = brake_recreations(planned, {100, 100});
    REQUIRE(messages.size() == 1);
    CHECK_THAT(messages[0], contains("11 contacts vanished from HubSpot"));
    CHECK(creates_in(planned) == 2);
    CHECK(planned[0].action.reason == "brake");
    CHECK(planned[0].action.outcome == Action::Outcome::pending);
}

TEST_CASE("as many as allowed are not held") {
    std::vector<Planned> planned(10, create(Crm::hubspot));
    CHECK(brake_recreations(planned, {100, 100}).empty());
    CHECK(creates_in(planned) == 10);
}

TEST_CASE("an unbelievable listing holds everything") {
    std::vector<Planned> planned{create(Crm::hubspot, Action::Do::create), create(Crm::pipedrive)};
    CHECK_THAT(brake_everything(planned, Crm::pipedrive, 100, 90), contains("Pipedrive showed only 10 of 100"));
    CHECK(creates_in(planned) == 0);
}

}  // namespace
}  // namespace pdhs
