#include "pdhs/sync/checking.h"

#include <algorithm>

#include "office.h"

namespace pdhs {
namespace {

using namespace std::chrono_literals;

Checked check_office(Office& office, StateUse state = StateUse::good, const PassOptions& options = {}) {
    const auto copy = Store::open_copy(office.state_path);
    REQUIRE(copy.has_value());
    auto world = office.world(**copy, nullptr);
    auto checked = check_platforms(world, options, state);
    REQUIRE(checked.has_value());
    return *checked;
}

std::vector<std::string> failures(const Checked& checked) {
    std::vector<std::string> topics;
    for (const auto& finding : checked.findings)
        if (finding.grade == Grade::failed) topics.push_back(finding.topic);
    return topics;
}

using Topics = std::vector<std::string>;

TEST_CASE("before the first pass, a dry run says what that would create") {
    Office office;
    office.hubspot.add("Ada", {"ada@x.com"});
    office.hubspot.add("Bob", {"bob@x.com"});
    office.pipedrive.add("Cy", {"cy@x.com"});
    const auto checked = check_office(office);
    CHECK(failures(checked).empty());
    REQUIRE(checked.first_pass);
    CHECK(checked.first_pass->creates == PerCrm<long long>{1, 2});
    CHECK(checked.forecast->pipedrive.to_create == 2);
    CHECK(office.hubspot.creates_asked() + office.pipedrive.creates_asked() == 0);
    CHECK_FALSE(std::filesystem::exists(office.state_path));
    const auto spent = std::count_if(checked.spent.begin(), checked.spent.end(),
                                     [](const LedgerEntry& entry) { return entry.crm == Crm::pipedrive; });
    CHECK(spent >= 2);
}

TEST_CASE("after the first pass only a few questions are asked") {
    Office office;
    office.hubspot.set_page_size(1);
    for (const auto* name : {"Ada", "Bob", "Cy"}) office.hubspot.add(name, {std::string(name) + "@x.com"});
    office.pass();
    office.clock.advance(10min);
    const auto pages = office.hubspot.pages_listed();
    const auto checked = check_office(office);
    CHECK(office.hubspot.pages_listed() == pages + 1);
    CHECK_FALSE(checked.first_pass);
    CHECK(failures(checked).empty());
    CHECK(std::any_of(checked.findings.begin(), checked.findings.end(),
                      [](const Finding& finding) { return finding.text == "the last good one was 10 min 0 s ago"; }));
    office.clock.advance(1h);
    const auto late = check_office(office);
    CHECK(worst_of(late.findings) == ExitCode::contacts_failed);
}

TEST_CASE("what stands in the way of a pass is found, and no dry run is made") {
    Office office;
    office.hubspot.add("Ada", {"ada@x.com"});
    SECTION("a token that is not accepted") {
        office.hubspot.fail_account(FailureKind::unauthorized);
        CHECK(failures(check_office(office)) == Topics{"account"});
        CHECK(office.hubspot.listings_asked() == 0);
    }
    SECTION("no right to read") {
        office.hubspot.fail_listing_after(0, FailureKind::scope);
        CHECK(failures(check_office(office)) == Topics{"read"});
    }
    SECTION("an address without the API") {
        office.pipedrive.fail_listing_after(0, FailureKind::not_found);
        const auto checked = check_office(office);
        CHECK(failures(checked) == Topics{"read"});
        CHECK(worst_of(checked.findings) == ExitCode::needs_a_person);
    }
    SECTION("no right to create") {
        office.hubspot.permit(Permission::denied);
        CHECK(failures(check_office(office)) == Topics{"create"});
    }
    SECTION("a user who sees only a part") {
        office.pipedrive.be_account("1", View::partial);
        CHECK(failures(check_office(office)) == Topics{"view"});
    }
    CHECK_FALSE(check_office(office).first_pass);
}

TEST_CASE("another account than the state knows is found before a pass meets it") {
    Office office;
    office.hubspot.add("Ada", {"ada@x.com"});
    office.pass();
    office.hubspot.be_account("2");
    const auto checked = check_office(office);
    CHECK(failures(checked) == Topics{"account"});
    CHECK(worst_of(checked.findings) == ExitCode::braked);
}

TEST_CASE("a clock that is wrong is found by the platforms' Date") {
    Office office;
    office.platforms_ahead = 1h;
    CHECK(failures(check_office(office)) == Topics{"clock"});
}

TEST_CASE("a brake that holds is found, and a blocked platform is left alone") {
    Office office;
    for (int i = 0; i < 40; ++i) office.hubspot.add("Ada", {"ada" + std::to_string(i) + "@x.com"});
    office.pass();
    std::vector<std::string> gone;
    for (const auto& [id, record] : office.pipedrive.records()) gone.push_back(id);
    office.pipedrive.hide(gone);
    office.pass();
    CHECK(failures(check_office(office)) == Topics{"brake"});
    office.hubspot.fail_listing_after(0, FailureKind::blocked);
    office.pass();
    const auto asked = office.hubspot.accounts_asked();
    CHECK(failures(check_office(office)) == Topics{"block", "brake"});
    CHECK(office.hubspot.accounts_asked() == asked);
}

TEST_CASE("a dry run that fails is a failure, and tells no numbers") {
    Office office;
    office.hubspot.set_page_size(1);
    for (const auto* name : {"Ada", "Bob", "Cy"}) office.hubspot.add(name, {std::string(name) + "@x.com"});
    office.hubspot.fail_listing_after(2);
    const auto checked = check_office(office);
    CHECK(failures(checked) == Topics{"first_pass"});
    CHECK(worst_of(checked.findings) == ExitCode::try_later);
    CHECK_FALSE(checked.first_pass);
    CHECK_FALSE(checked.forecast);
}

TEST_CASE("a first pass that is larger than the quota is told whole") {
    Office office;
    for (int i = 0; i < 700; ++i) office.hubspot.add("Ada", {"ada" + std::to_string(i) + "@x.com"});
    office.pipedrive.announce({5'000, 5'000});
    PassOptions options;
    options.limits_until_told.pipedrive = 5'000;
    const auto checked = check_office(office, StateUse::good, options);
    REQUIRE(checked.first_pass);
    CHECK(checked.first_pass->creates.pipedrive == 700);
    CHECK(checked.first_pass->later.pipedrive > 0);
}

TEST_CASE("while a pass runs there is no second reading of everybody") {
    Office office;
    office.hubspot.add("Ada", {"ada@x.com"});
    const auto checked = check_office(office, StateUse::busy);
    CHECK_FALSE(checked.first_pass);
    CHECK(office.hubspot.listings_asked() == 1);
    CHECK(failures(checked).empty());
}

TEST_CASE("a brake holds until a pass asks again, whatever asking shows now") {
    Office office;
    office.pipedrive.be_account("1", View::partial);
    office.pass();
    CHECK(failures(check_office(office)) == Topics{"view"});
    office.pipedrive.be_account("1");
    CHECK(failures(check_office(office)) == Topics{"brake"});
}

TEST_CASE("another token whose account is not told is worth a look") {
    Office office;
    office.hubspot.be_account("", View::untold);
    office.hubspot.add("Ada", {"ada@x.com"});
    office.pass();
    CHECK(worst_of(check_office(office).findings) == ExitCode::ok);
    office.tokens.hubspot = Secret("pat-na1-two");
    CHECK(worst_of(check_office(office).findings) == ExitCode::contacts_failed);
}

TEST_CASE("without a state of use the tokens are tried all the same") {
    Office office;
    office.hubspot.fail_account(FailureKind::unauthorized);
    const auto checked = check_office(office, StateUse::none);
    CHECK(failures(checked) == Topics{"account"});
    CHECK_FALSE(checked.forecast);
    CHECK_FALSE(checked.first_pass);
}

TEST_CASE("passes that never ended well are worth a look") {
    Office office;
    office.hubspot.fail_listing_after(0);
    office.pass();
    office.hubspot.fail_listing_after({});
    const auto checked = check_office(office);
    CHECK(failures(checked).empty());
    CHECK(worst_of(checked.findings) == ExitCode::contacts_failed);
}

}  // namespace
}  // namespace pdhs
