#include "office.h"

namespace pdhs {
namespace {

using namespace std::chrono_literals;
using Fate = FakePlatform::Fate;

/// An office whose both sides were read in full once.
struct SettledOffice : Office {
    SettledOffice() {
        hubspot.add("Ada", {"ada@x.com"});
        pipedrive.add("Ada", {"ada@x.com"});
        REQUIRE(scheduled_pass().exit_code == ExitCode::ok);
        clock.advance(30s);
    }

    Report next_pass(const PassOptions& options = {}) {
        auto report = scheduled_pass(options);
        clock.advance(30s);
        return report;
    }
};

void set_quota(Office& office, long long remaining) {
    office.pipedrive.announce({30'000, remaining});
}

TEST_CASE("after the first pass only changes are read, one request each") {
    SettledOffice office;
    for (int i = 0; i < 3; ++i) {
        const auto report = office.next_pass();
        for (const auto crm : both_crms) {
            CHECK(report.platforms[crm].mode == ReadMode::changes);
            CHECK(report.platforms[crm].complete);
            CHECK(report.platforms[crm].requests == 1);
        }
    }
    CHECK(office.hubspot.listings_asked() == 1);
    CHECK(office.hubspot.accounts_asked() == 1);
}

TEST_CASE("who is added arrives with the next pass, and our own creates come back as no change") {
    SettledOffice office;
    office.hubspot.set_date(office.clock.now());
    office.hubspot.add("Eve", {"eve@x.com"});
    CHECK(office.next_pass().platforms.pipedrive.created == 1);
    office.pipedrive.set_date(office.clock.now());
    office.pipedrive.add("Bob", {"bob@x.com"});
    CHECK(office.next_pass().platforms.hubspot.created == 1);
    CHECK(office.next_pass().actions.empty());
    CHECK(office.hubspot.creates_asked() + office.pipedrive.creates_asked() == 2);
}

TEST_CASE("once a day both are listed, and who is gone is noticed then") {
    SettledOffice office;
    office.pipedrive.remove(office.pipedrive.records().begin()->first);
    CHECK(office.next_pass().actions.empty());
    office.clock.advance(24h);
    const auto report = office.next_pass();
    CHECK(report.platforms.pipedrive.mode == ReadMode::full);
    CHECK(report.platforms.pipedrive.recreated == 1);
    CHECK(office.pipedrive.accounts_asked() == 2);
    CHECK(office.next_pass().platforms.pipedrive.mode == ReadMode::changes);
}

TEST_CASE("a listing that was cut off goes on where it was, and notices who is gone when it is complete") {
    Office office;
    for (int i = 0; i < 50; ++i) office.hubspot.add("C", {std::to_string(i) + "@x.com"});
    office.hubspot.set_page_size(10);
    office.hubspot.fail_listing_after(30);
    const auto cut = office.scheduled_pass();
    CHECK(cut.exit_code == ExitCode::try_later);
    CHECK(office.hubspot.pages_listed() == 3);
    CHECK(office.pipedrive.size() == 0);
    office.hubspot.fail_listing_after({});
    office.clock.advance(30s);
    const auto report = office.scheduled_pass();
    CHECK(report.exit_code == ExitCode::ok);
    CHECK(office.hubspot.pages_listed() == 5);
    CHECK(office.pipedrive.size() == 50);
    CHECK(office.hubspot.changes_asked() == 1);  // what changed since the first part
}

TEST_CASE("a listing that fails on the same spot is tried less and less often, and every pass says so") {
    Office office;
    for (int i = 0; i < 5; ++i) office.hubspot.add("C", {std::to_string(i) + "@x.com"});
    office.hubspot.set_page_size(2);
    office.hubspot.fail_listing_after(2);
    int tried = 0;
    for (int pass = 0; pass < 20; ++pass) {
        const auto before = office.hubspot.listings_asked();
        const auto report = office.scheduled_pass();
        CHECK(report.exit_code == ExitCode::try_later);
        REQUIRE(report.error);
        tried += office.hubspot.listings_asked() - before;
        office.clock.advance(30s);
    }
    CHECK(tried >= 4);
    CHECK(tried <= 6);
    CHECK(office.hubspot.pages_listed() == 1);
}

TEST_CASE("a listing larger than the budget is continued the next day") {
    Office office;
    for (int i = 0; i < 10; ++i) office.pipedrive.add("P", {std::to_string(i) + "@x.com"});
    office.pipedrive.set_page_size(1);
    PassOptions options;
    options.limits_until_told.pipedrive = 50;  // ours are 40: four pages, less what asking for the account costs
    const auto first = office.scheduled_pass(options);
    CHECK(first.exit_code == ExitCode::try_later);
    CHECK(first.error->kind == "daily_quota");
    CHECK(office.pipedrive.pages_listed() == 4);
    const auto second = office.scheduled_pass(options);
    CHECK(second.exit_code == ExitCode::try_later);
    CHECK_THAT(second.error->message, contains("it goes on at"));
    CHECK(office.pipedrive.pages_listed() == 4);
    const auto next_day = [&] {
        office.clock.advance(26h);
        office.scheduled_pass(options);
    };
    next_day();
    CHECK(office.hubspot.size() == 0);
    next_day();
    CHECK(office.pipedrive.pages_listed() == 10);
    for (int i = 0; i < 3; ++i) next_day();
    CHECK(office.hubspot.size() == 10);
}

TEST_CASE("a read that takes too long goes on in the next pass") {
    Office office;
    for (int i = 0; i < 3; ++i) office.hubspot.add("C", {std::to_string(i) + "@x.com"});
    office.hubspot.set_page_size(1);
    PassOptions hurried;
    hurried.longest_read = Millis{0};
    const auto pass = [&] {
        auto report = office.scheduled_pass(hurried);
        office.clock.advance(30s);
        return report;
    };
    for (int parts = 1; parts <= 2; ++parts) {
        const auto cut = pass();
        CHECK(cut.exit_code == ExitCode::try_later);
        REQUIRE(cut.error);
        CHECK(cut.error->kind == "out_of_time");
        CHECK_THAT(cut.error->message, contains("the listing was stopped after " + std::to_string(parts) + " record"));
        CHECK(office.hubspot.pages_listed() == parts);
        CHECK(office.pipedrive.size() == 0);
    }
    CHECK(pass().exit_code == ExitCode::ok);
    CHECK(office.hubspot.pages_listed() == 3);
    CHECK(office.pipedrive.size() == 3);

    // Later a part that was stopped rests, and changes are read meanwhile.
    office.clock.advance(24h);
    CHECK(pass().error->kind == "out_of_time");
    office.hubspot.set_date(office.clock.now());
    office.hubspot.add("Eve", {"eve@x.com"});
    const auto meanwhile = pass();
    CHECK(meanwhile.platforms.hubspot.mode == ReadMode::changes);
    CHECK(meanwhile.platforms.pipedrive.created == 1);
    office.clock.advance(1min);
    CHECK(pass().platforms.hubspot.mode == ReadMode::full);
}

TEST_CASE("a dry run has more time: it keeps no place where the next one could go on") {
    Office office;
    for (int i = 0; i < 3; ++i) office.hubspot.add("C", {std::to_string(i) + "@x.com"});
    office.hubspot.set_page_size(1);
    PassOptions options;
    options.mode = RunMode::dry;
    options.longest_read = Millis{0};
    CHECK(office.pass(options).platforms.hubspot.complete);
    options.longest_dry_read = Millis{0};
    const auto cut = office.pass(options);
    CHECK_FALSE(cut.platforms.hubspot.complete);
    CHECK(cut.exit_code == ExitCode::try_later);
}

TEST_CASE("changes that take too long to read are followed by a listing") {
    SettledOffice office;
    PassOptions hurried;
    hurried.longest_read = Millis{0};
    office.pipedrive.never_end_changes();
    const auto cut = office.next_pass(hurried);
    CHECK(cut.exit_code == ExitCode::try_later);
    REQUIRE(cut.error);
    CHECK_THAT(cut.error->message, contains("Pipedrive: reading was stopped, because it took too long for one pass; a "
                                            "listing of all follows"));
    office.clock.advance(1h);
    CHECK(office.next_pass().platforms.pipedrive.mode == ReadMode::full);
}

TEST_CASE("who comes to a platform after it was read is not created there again") {
    Office office;
    office.hubspot.add("Ada", {"ada@x.com"});
    office.hubspot.add("Bob", {"bob@x.com"});
    bool has_come = false;
    // The listing shows who was there when it began.
    office.pipedrive.before_pages([&] {
        if (!std::exchange(has_come, true)) office.pipedrive.add("Ada", {"ada@x.com"});
    });
    PassOptions options;
    SECTION("the read is old") {
        options.fresh_for = Millis{-1};
        CHECK(office.scheduled_pass(options).exit_code == ExitCode::ok);
        CHECK(office.pipedrive.changes_asked() == 1);
        CHECK(office.pipedrive.size() == 2);
    }
    SECTION("nothing is to be created on what was read long ago") {
        options.fresh_for = Millis{-1};
        options.max_creates = 0;
        office.scheduled_pass(options);
        CHECK(office.pipedrive.changes_asked() == 0);
    }
    SECTION("the read is fresh") {
        office.scheduled_pass(options);
        CHECK(office.pipedrive.changes_asked() == 0);
    }
}

TEST_CASE("polls are spread over the day, and a new contact is created out of turn") {
    SettledOffice office;
    set_quota(office, 7'000);  // ours are 1,000 for half a day: a poll every ten minutes or so
    office.next_pass();
    const auto paced = office.next_pass();
    CHECK(paced.paced);
    CHECK(paced.platforms.pipedrive.mode == ReadMode::none);
    CHECK(paced.platforms.hubspot.mode == ReadMode::changes);
    office.hubspot.set_date(office.clock.now());
    office.hubspot.add("Eve", {"eve@x.com"});
    const auto report = office.next_pass();
    CHECK(report.platforms.pipedrive.mode == ReadMode::changes);
    CHECK(report.platforms.pipedrive.created == 1);
    CHECK(office.next_pass().paced);
}

TEST_CASE("pacing beyond ten minutes is told with the exit status") {
    SettledOffice office;
    set_quota(office, 6'300);
    office.next_pass();
    const auto report = office.next_pass();
    CHECK(report.paced);
    CHECK(report.exit_code == ExitCode::try_later);
    CHECK(report.error->kind == "daily_quota");
}

TEST_CASE("an import larger than the budget stops, says when it goes on, and needs no new listing then") {
    SettledOffice office;
    office.hubspot.set_date(office.clock.now());
    for (int i = 0; i < 40; ++i) office.hubspot.add("C", {std::to_string(i) + "@x.com"});
    set_quota(office, 6'000 + 870);  // 720 for polls, 150 for creates
    const auto stopped = office.next_pass();
    CHECK(stopped.exit_code == ExitCode::try_later);
    CHECK(office.pipedrive.size() < 40);
    CHECK(office.pipedrive.size() > 20);
    CHECK_THAT(stopped.error->message, contains("2026-11-24 00:00 UTC"));
    CHECK(office.next_pass().exit_code == ExitCode::try_later);
    office.clock.advance(12h);
    set_quota(office, 30'000);
    CHECK(office.next_pass().exit_code == ExitCode::ok);
    CHECK(office.pipedrive.size() == 41);
    CHECK(office.pipedrive.listings_asked() == 1);
}

TEST_CASE("both quotas that are short are told, each with its platform") {
    SettledOffice office;
    office.hubspot.set_date(office.clock.now());
    office.pipedrive.set_date(office.clock.now());
    for (int i = 0; i < 40; ++i) {
        office.hubspot.add("C", {std::to_string(i) + "@x.com"});
        office.pipedrive.add("P", {std::to_string(i) + "@y.com"});
    }
    office.hubspot.announce({1'000, 200 + 92});  // 72 for polls
    set_quota(office, 6'000 + 870);
    const auto report = office.next_pass();
    CHECK(report.exit_code == ExitCode::try_later);
    REQUIRE(report.error);
    CHECK_THAT(report.error->message, contains("to be created on HubSpot: our share of HubSpot's quota for today"));
    CHECK_THAT(report.error->message, contains("to be created on Pipedrive: our share of Pipedrive's quota for today"));
}

TEST_CASE("a source that this pass did not read is looked at before it is created") {
    SettledOffice office;
    PassOptions none;
    none.max_creates = 0;
    office.pipedrive.set_date(office.clock.now());
    const auto gone = office.pipedrive.add("Gone", {"gone@x.com"});
    const auto stays = office.pipedrive.add("Stays", {"stays@x.com"});
    CHECK(office.next_pass(none).pending == 2);
    office.pipedrive.remove(gone);
    office.clock.advance(2h);
    office.next_pass(none);
    office.clock.advance(2h);
    const auto report = office.next_pass();
    CHECK(office.pipedrive.lookups_asked() == 2);
    CHECK(report.platforms.hubspot.created == 1);
    CHECK(only_action(report).from.id == stays);
}

int passes_until_quiet(SettledOffice& office) {
    for (int passes = 1; passes <= 30; ++passes) {
        const auto report = office.next_pass();
        if (report.exit_code == ExitCode::ok && report.platforms.pipedrive.requests == 1) return passes;
    }
    return -1;
}

TEST_CASE("a source that cannot be read by id is parked, and everybody else arrives") {
    const auto kind =
        GENERATE(FailureKind::server_error, FailureKind::scope, FailureKind::unauthorized, FailureKind::unreachable);
    SettledOffice office;
    PassOptions none;
    none.max_creates = 0;
    office.pipedrive.set_date(office.clock.now());
    std::vector<std::string> ids;
    for (int i = 0; i < 20; ++i) ids.push_back(office.pipedrive.add("C", {std::to_string(i) + "@x.com"}));
    office.next_pass(none);
    office.pipedrive.spoil(ids[5], kind);
    office.clock.advance(2h);
    office.next_pass(none);
    const auto asked = office.pipedrive.lookups_asked();
    CHECK(passes_until_quiet(office) > 1);
    CHECK(office.hubspot.size() == 20);
    CHECK(office.pipedrive.lookups_asked() - asked < 150);

    office.pipedrive.spoil("");
    office.clock.advance(3min);
    office.next_pass();
    CHECK(office.hubspot.size() == 21);
}

TEST_CASE("a source of which its platform says nothing is parked, and not asked for in every pass") {
    SettledOffice office;
    PassOptions none;
    none.max_creates = 0;
    office.pipedrive.set_date(office.clock.now());
    const auto id = office.pipedrive.add("Zoe", {"zoe@x.com"});
    office.next_pass(none);
    office.pipedrive.veil(id);
    office.clock.advance(2h);
    office.next_pass(none);
    office.clock.advance(2h);
    office.next_pass();
    const auto asked = office.pipedrive.lookups_asked();
    CHECK(office.next_pass().parked == 1);
    CHECK(office.pipedrive.lookups_asked() == asked);
    office.pipedrive.veil("");
    office.clock.advance(3min);
    office.next_pass();
    CHECK(office.hubspot.size() == 2);
}

TEST_CASE("no such address for all of them is a matter for a person") {
    SettledOffice office;
    office.pipedrive.fail_listing_after(0, FailureKind::not_found);
    const auto report = office.pass();
    CHECK(report.exit_code == ExitCode::needs_a_person);
    CHECK(report.error->kind == "wrong_address");
}

TEST_CASE("a source that cannot be read does not end the watch over a create under way") {
    SettledOffice office;
    office.pipedrive.set_date(office.clock.now());
    const auto id = office.pipedrive.add("Zoe Day", {}, {"+4912345678"});
    office.next_pass();
    office.clock.advance(5min);
    office.hubspot.next_fates({Fate::lost_before_effect});
    office.next_pass();
    REQUIRE(office.hubspot.creates_asked() == 1);
    office.clock.advance(10min);
    office.pipedrive.spoil(id);
    office.next_pass();
    office.pipedrive.spoil("");
    auto store = Store::open(office.state_path);
    REQUIRE(store.has_value());
    const auto counts = (*store)->counts();
    REQUIRE(counts.has_value());
    CHECK(counts->open_intents == 1);
    CHECK(counts->parked == 1);
}

TEST_CASE("a missing record that cannot be read by id waits for the next listing, and the others do not wait for it") {
    const auto kind =
        GENERATE(FailureKind::server_error, FailureKind::scope, FailureKind::unauthorized, FailureKind::unreachable);
    SettledOffice office;
    office.pipedrive.set_date(office.clock.now());
    std::vector<std::string> ids;
    for (int i = 0; i < 40; ++i) ids.push_back(office.pipedrive.add("C", {std::to_string(i) + "@x.com"}));
    office.next_pass();
    office.pipedrive.spoil(ids[3], kind);
    office.pipedrive.hide({ids[3]});
    for (const auto i : {1, 2, 4, 5, 6}) office.pipedrive.remove(ids[static_cast<std::size_t>(i)]);
    office.clock.advance(24h);
    CHECK(passes_until_quiet(office) > 1);
    CHECK(office.pipedrive.size() == 41);
    CHECK(office.hubspot.size() == 41);
}

TEST_CASE("a token of another account holds everything, asks once, and goes when the right one is back") {
    SettledOffice office;
    const auto right = office.tokens;
    office.tokens.pipedrive = Secret("another");
    office.pipedrive.be_account("2");
    for (int i = 0; i < 3; ++i) {
        const auto report = office.next_pass();
        CHECK(report.exit_code == ExitCode::braked);
        CHECK_THAT(report.error->message, contains("opens company 2"));
        CHECK(report.platforms.hubspot.mode == ReadMode::none);
    }
    CHECK(office.pipedrive.accounts_asked() == 2);
    office.clock.advance(24h);
    for (int i = 0; i < 3; ++i) CHECK(office.next_pass().exit_code == ExitCode::braked);
    CHECK(office.hubspot.accounts_asked() == 1);
    office.tokens = right;
    office.pipedrive.be_account("1");
    CHECK(office.next_pass().exit_code == ExitCode::ok);
}

TEST_CASE("a new token of the same account is nothing special") {
    SettledOffice office;
    office.tokens.hubspot = Secret("pat-na1-two");
    CHECK(office.next_pass().exit_code == ExitCode::ok);
    CHECK(office.hubspot.accounts_asked() == 2);
    CHECK(office.next_pass().platforms.hubspot.requests == 1);
}

TEST_CASE("where the account cannot be told, the known records say whether it is the same") {
    SettledOffice office;
    office.hubspot.be_account("", View::untold);
    office.tokens.hubspot = Secret("pat-na1-two");
    CHECK(office.next_pass().exit_code == ExitCode::ok);
    office.hubspot.remove(office.hubspot.records().begin()->first);
    office.tokens.hubspot = Secret("pat-na1-three");
    const auto report = office.next_pass();
    CHECK(report.exit_code == ExitCode::braked);
    CHECK_THAT(report.error->message, contains("does not show the records that are known"));
}

TEST_CASE("forced, another account is taken for what it is, and its ids for other people's") {
    SettledOffice office;
    FakePlatform moved(Crm::pipedrive);
    moved.be_account("2");
    moved.set_date(office.clock.now());
    moved.add("Zoe", {"zoe@x.com"});
    office.pipedrive = moved;
    office.tokens.pipedrive = Secret("another");
    PassOptions forced;
    forced.belief = Belief::forced;
    CHECK(office.next_pass(forced).exit_code == ExitCode::ok);
    CHECK(office.hubspot.size() == 2);
    CHECK(office.pipedrive.size() == 2);
    CHECK(office.next_pass().exit_code == ExitCode::ok);
    CHECK(office.hubspot.size() + office.pipedrive.size() == 4);
}

TEST_CASE("a user who may see only part holds creates on Pipedrive, unless that is accepted") {
    Office office;
    office.hubspot.add("Ada", {"ada@x.com"});
    office.pipedrive.add("Bob", {"bob@x.com"});
    office.pipedrive.be_account("1", View::partial);
    const auto report = office.scheduled_pass();
    CHECK(report.exit_code == ExitCode::braked);
    CHECK(report.platforms.hubspot.created == 1);
    CHECK(office.pipedrive.size() == 1);
    office.clock.advance(30s);
    CHECK(office.scheduled_pass().exit_code == ExitCode::braked);
    PassOptions accepted;
    accepted.partial_view = PartialView::accepted;
    CHECK(office.scheduled_pass(accepted).exit_code == ExitCode::ok);
    CHECK(office.pipedrive.size() == 2);
}

TEST_CASE("what --force let pass goes on to pass until the next listing") {
    Office office;
    for (int i = 0; i < 30; ++i) office.hubspot.add("C", {std::to_string(i) + "@x.com"});
    office.scheduled_pass();
    const auto ids = office.pipedrive.records();
    for (const auto& [id, record] : ids)
        if (office.pipedrive.size() > 18) office.pipedrive.remove(id);
    office.clock.advance(30s);
    CHECK(office.pass().exit_code == ExitCode::braked);
    PassOptions forced;
    forced.belief = Belief::forced;
    forced.max_creates = 1;
    CHECK(office.pass(forced).platforms.pipedrive.recreated == 1);
    office.clock.advance(30s);
    const auto report = office.scheduled_pass();
    CHECK(report.exit_code == ExitCode::ok);
    CHECK(report.platforms.pipedrive.recreated == 11);
}

TEST_CASE("after a lost answer the next pass finds what was created") {
    SettledOffice office;
    office.hubspot.set_date(office.clock.now());
    office.hubspot.add("Eve", {"eve@x.com"});
    office.pipedrive.next_fates({Fate::lost_after_effect});
    CHECK(office.next_pass().exit_code == ExitCode::contacts_failed);
    CHECK(office.next_pass().pending == 0);
    CHECK(office.pipedrive.size() == 2);
    CHECK(office.pipedrive.creates_asked() == 1);
}

TEST_CASE("what became of a create without an address on HubSpot, a listing tells as soon as it can") {
    for (const auto fate : {Fate::lost_after_effect, Fate::lost_before_effect}) {
        SettledOffice office;
        office.hubspot.set_index_lag(1h);
        office.pipedrive.set_date(office.clock.now());
        office.pipedrive.add("Eve Noaddress", {});
        CHECK(only_action(office.next_pass()).reason == "search_lag");
        office.clock.advance(2min);
        office.hubspot.next_fates({fate});
        CHECK(office.next_pass().platforms.hubspot.failed == 1);
        CHECK(only_action(office.next_pass()).reason == "intent_open");
        CHECK(office.hubspot.listings_asked() == 1);
        office.clock.advance(2min);
        office.next_pass();
        CHECK(office.hubspot.listings_asked() == 2);
        CHECK(office.hubspot.size() == 2);
        CHECK(office.next_pass().pending == 0);
    }
}

TEST_CASE("whom HubSpot's search still hides is found by a further address, and not created again") {
    SettledOffice office;
    office.hubspot.set_index_lag(1h);
    office.hubspot.set_date(office.clock.now());
    office.pipedrive.set_date(office.clock.now());
    office.hubspot.add("Eve", {"eve@y.com"});
    office.pipedrive.add("Eve", {"eve@x.com", "eve@y.com"});
    SECTION("HubSpot is asked") {
        const auto report = office.next_pass();
        CHECK(report.exit_code == ExitCode::ok);
        CHECK(report.actions.empty());
        CHECK(office.hubspot.addresses_asked() == 1);
    }
    SECTION("what a dry run shows is the same") {
        PassOptions dry;
        dry.mode = RunMode::dry;
        CHECK(office.next_pass(dry).actions.empty());
    }
    SECTION("while HubSpot does not answer, it is waited for the search") {
        office.hubspot.fail_addresses(FailureKind::server_error);
        const auto report = office.next_pass();
        CHECK(report.exit_code == ExitCode::ok);
        CHECK(only_action(report).reason == "search_lag");
        office.hubspot.fail_addresses({});
        CHECK(office.next_pass().actions.empty());
    }
    SECTION("a failure that ends HubSpot ends it") {
        office.hubspot.fail_addresses(FailureKind::unauthorized);
        CHECK(office.next_pass().exit_code == ExitCode::needs_a_person);
    }
    CHECK(office.hubspot.creates_asked() == 0);
}

TEST_CASE("who has several addresses, none of which HubSpot knows, is created without waiting") {
    SettledOffice office;
    office.pipedrive.set_date(office.clock.now());
    office.pipedrive.add("Eve", {"eve@x.com", "eve@y.com", "eve@z.com"});
    CHECK(office.next_pass().platforms.hubspot.created == 1);
    CHECK(office.hubspot.addresses_asked() == 2);
    office.next_pass();
    CHECK(office.hubspot.addresses_asked() == 2);
}

TEST_CASE("a platform that is blocked is asked once an hour, and the other one goes on") {
    SettledOffice office;
    office.hubspot.fail_listing_after(0, FailureKind::blocked);
    CHECK(office.next_pass().exit_code == ExitCode::try_later);
    const auto asked = office.hubspot.changes_asked();
    for (int i = 0; i < 20; ++i) {
        const auto report = office.next_pass();
        CHECK(report.exit_code == ExitCode::try_later);
        CHECK(report.error->kind == "blocked");
        CHECK(report.platforms.pipedrive.complete);
    }
    CHECK(office.hubspot.changes_asked() == asked);
    office.clock.advance(6min);
    office.hubspot.fail_listing_after({});
    CHECK(office.next_pass().exit_code == ExitCode::ok);
}

TEST_CASE("clocks that were wrong double nobody and leave nothing stuck") {
    SettledOffice office;
    for (const auto jump : {Millis{-5h}, Millis{9h}, Millis{-26h}}) {
        office.clock.advance(jump);
        office.hubspot.set_date(office.clock.now());
        const auto name = std::to_string(jump.count());
        office.hubspot.add("C" + name, {name + "@x.com"});
        office.next_pass();
        office.clock.advance(3min);
        CHECK(office.next_pass().exit_code == ExitCode::ok);
    }
    CHECK(office.hubspot.size() == 4);
    CHECK(office.pipedrive.size() == 4);
}

TEST_CASE("who was noticed by a clock that was fast waits for HubSpot's search from now on, and not for ever") {
    SettledOffice office;
    office.hubspot.set_index_lag(10s);
    office.platforms_ahead = -3h;
    office.clock.advance(3h);
    office.pipedrive.set_date(office.clock.now() + office.platforms_ahead);
    office.pipedrive.add("Carl Noaddress", {}, {"2079460003"});
    CHECK(only_action(office.next_pass()).reason == "search_lag");
    office.platforms_ahead = 0h;
    office.clock.advance(-3h);
    CHECK(only_action(office.next_pass()).reason == "search_lag");
    CHECK(only_action(office.next_pass()).reason == "search_lag");
    office.clock.advance(1min);
    CHECK(office.next_pass().platforms.hubspot.created == 1);
}

TEST_CASE("with a slow clock, too, the next pass sees who comes while a long listing is read") {
    Office office;
    office.platforms_ahead = 1h;
    const auto began = office.clock.now() + office.platforms_ahead;
    for (int i = 0; i < 3; ++i) office.pipedrive.add("P", {std::to_string(i) + "@x.com"});
    office.pipedrive.edit("3").changed = began + 10min;  // the last page comes late
    office.pipedrive.set_page_size(1);
    office.pipedrive.before_pages([&] {
        office.pipedrive.set_date(began + 5min);
        if (office.pipedrive.size() == 3) office.pipedrive.add("New", {"new@x.com"});
    });
    office.scheduled_pass();
    REQUIRE(office.hubspot.size() == 3);
    office.clock.advance(15min);
    office.scheduled_pass();
    CHECK(office.hubspot.size() == 4);
}

TEST_CASE("a wrong time that a listing in parts began with is not believed later either") {
    Office office;
    office.hubspot.add("Ada", {"ada@x.com"});
    for (auto* crm : {&office.hubspot, &office.pipedrive})
        for (int i = 0; i < 3; ++i) crm->add("P", {std::to_string(i) + "@x.com"});
    office.pipedrive.set_page_size(1);
    office.platforms_ahead = 1h;
    PassOptions hurried;
    hurried.longest_read = Millis{0};
    office.scheduled_pass(hurried);
    office.clock.advance(10min);
    auto& read_already = office.pipedrive.edit("1");
    read_already.emails.emplace_back("ada@x.com");
    read_already.changed = office.clock.now();
    office.clock.advance(2h);
    office.platforms_ahead = 0h;
    CHECK(office.scheduled_pass().platforms.pipedrive.mode == ReadMode::full);
    CHECK(office.pipedrive.size() == 3);
}

}  // namespace
}  // namespace pdhs
