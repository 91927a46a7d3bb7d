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

TEST_CASE("it is the same account if more than half of the asked records are found") {
    CHECK(is_same_account(0, 0));
    CHECK(is_same_account(100, 51));
    CHECK_FALSE(is_same_account(100, 50));
}

TEST_CASE("re-creations are held on their platform, and new contacts are not") {
    std::vector<Planned> planned(11, create(Crm::hubspot));
    planned.push_back(create(Crm::hubspot, Action::Do::create));
    planned.push_back(create(Crm::pipedrive));
    CHECK(recreations_on(Crm::hubspot, planned) == 11);
    apply_brake({BrakeKind::recreations, Crm::hubspot, Brake::Status::holds, {}, {}}, planned);
    CHECK(creates_in(planned) == 2);
    CHECK(planned[0].action.reason == "brake");
    CHECK(planned[0].action.outcome == Action::Outcome::pending);
    CHECK_THAT(recreations_message(Crm::hubspot, 11, 10), contains("11 contacts vanished from HubSpot; at most 10"));
}

TEST_CASE("an unbelievable listing holds everything, a partial view what is to be created on Pipedrive") {
    const std::vector<Planned> planned{create(Crm::hubspot, Action::Do::create), create(Crm::pipedrive)};
    auto after_listing = planned;
    apply_brake({BrakeKind::listing, Crm::pipedrive, Brake::Status::holds, {}, {}}, after_listing);
    CHECK(creates_in(after_listing) == 0);
    auto after_view = planned;
    apply_brake({BrakeKind::partial_view, Crm::pipedrive, Brake::Status::holds, {}, {}}, after_view);
    CHECK(creates_in(after_view) == 1);
    CHECK(after_view[0].draft);
    CHECK_THAT(listing_message(Crm::pipedrive, 100, 90), contains("Pipedrive showed only 10 of 100"));
}

TEST_CASE("a lifted brake holds nothing") {
    std::vector<Planned> planned{create(Crm::hubspot)};
    apply_brake({BrakeKind::listing, Crm::hubspot, Brake::Status::lifted, {}, {}}, planned);
    CHECK(creates_in(planned) == 1);
}

TEST_CASE("what a brake says names the setting to change") {
    CHECK_THAT(account_message(Crm::hubspot, "11", "22"), contains("HUBSPOT_API_Key opens portal 22"));
    CHECK_THAT(account_message(Crm::hubspot, "11", "22"), contains("belongs to portal 11"));
    CHECK_THAT(account_message(Crm::hubspot, "", "22"), contains("opens portal 22, which does not show the records"));
    CHECK_THAT(account_message(Crm::hubspot, "11", ""), contains("HUBSPOT_API_Key does not show the records"));
    CHECK_THAT(account_message(Crm::pipedrive, "", ""), contains("PIPEDRIVE_TOKEN does not show the records"));
    CHECK_THAT(partial_view_message(), contains("PDHS_PARTIAL_VIEW=1"));
}

}  // namespace
}  // namespace pdhs
