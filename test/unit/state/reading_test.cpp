#include "pdhs/state/store.h"

#include "pdhs/state/schema.h"
#include "state_fixture.h"

namespace pdhs {
namespace {

using namespace std::chrono_literals;

CutListing some_cut() {
    CutListing cut;
    cut.place = "cursor";
    cut.began = now - 1min;
    cut.at = now;
    cut.cuts = 2;
    cut.next_try = now + 2min;
    cut.by_budget = true;
    cut.why = "it failed";
    cut.records = 3;
    return cut;
}

TEST_CASE("how a platform was read is kept for each") {
    StateFile state;
    CHECK(value(state->read_history(Crm::hubspot)) == ReadHistory{});
    const ReadHistory first{now, now, now - 1min, now - 1h, now - 2h, 10, true};
    ReadHistory second;
    second.listed_records = 11;
    succeed(state->set_read_history(Crm::hubspot, first));
    succeed(state->set_read_history(Crm::pipedrive, second));
    state.reopen();
    CHECK(value(state->read_history(Crm::hubspot)) == first);
    succeed(state->set_read_history(Crm::hubspot, second));
    CHECK(value(state->read_history(Crm::hubspot)) == second);
    CHECK(value(state->read_history(Crm::pipedrive)) == second);
}

TEST_CASE("a cut listing is kept with what it had shown, and forgotten with it") {
    StateFile state;
    CHECK_FALSE(value(state->cut_listing(Crm::hubspot)).has_value());
    succeed(state->keep_cut_listing(Crm::hubspot, some_cut(), {1, 2, 3}));
    state.reopen();
    CHECK(value(state->cut_listing(Crm::hubspot)) == some_cut());
    CHECK(value(state->seen_by_cut_listing(Crm::hubspot)) == NumberSet{1, 2, 3});
    CHECK(value(state->seen_by_cut_listing(Crm::pipedrive)) == NumberSet{});
    succeed(state->forget_cut_listing(Crm::hubspot));
    CHECK_FALSE(value(state->cut_listing(Crm::hubspot)).has_value());
    CHECK(value(state->seen_by_cut_listing(Crm::hubspot)) == NumberSet{});
}

TEST_CASE("missing records are told until they are shown or gone") {
    StateFile state;
    state.take({contact("1", {}), contact("2", {}), contact("3", {}), person("4", {})});
    const auto number = [&](const char* id) { return state.number({Crm::hubspot, id}); };
    succeed(state->note_missing(std::vector{number("1"), number("2"), number("3")}));
    succeed(state->note_missing(std::vector{number("1")}));
    CHECK(value(state->missing(Crm::hubspot, 2)) == Texts{"1", "2"});
    CHECK(value(state->missing(Crm::pipedrive, 2)).empty());
    CHECK(state.counts().missing == PerCrm<long long>{3, 0});
    state.lose({Crm::hubspot, "2"});
    CHECK(state.counts().missing == PerCrm<long long>{2, 0});
    succeed(state->no_longer_missing(std::vector{number("1")}));
    CHECK(value(state->missing(Crm::hubspot, 9)) == Texts{"3"});
    CHECK(state.counts().live.hubspot == 2);
}

TEST_CASE("blocks and brakes are kept, replaced and taken away") {
    StateFile state;
    const Block block{FailureKind::migrating, "moving", now, now + 1h, 2, now};
    succeed(state->set_block(Crm::hubspot, block));
    const Brake brake{BrakeKind::listing, Crm::pipedrive, Brake::Status::holds, now, "why"};
    succeed(state->set_brake(brake));
    state.reopen();
    CHECK(value(state->block(Crm::hubspot)) == block);
    CHECK_FALSE(value(state->block(Crm::pipedrive)).has_value());
    CHECK(value(state->brakes()) == std::vector{brake});
    auto lifted = brake;
    lifted.status = Brake::Status::lifted;
    succeed(state->set_brake(lifted));
    CHECK(value(state->brakes()) == std::vector{lifted});
    succeed(state->forget_brake(BrakeKind::listing, Crm::pipedrive));
    succeed(state->set_block(Crm::hubspot, std::nullopt));
    CHECK(value(state->brakes()).empty());
    CHECK_FALSE(value(state->block(Crm::hubspot)).has_value());
}

TEST_CASE("the ledger adds up by the hour, in the unit of each platform's quota") {
    StateFile state;
    const auto spend = [&](Crm crm, Time at, long long requests, long long tokens, std::optional<Quota> quota = {}) {
        const LedgerEntry entry{crm, at, requests, tokens, quota};
        succeed(state->add_to_ledger(std::vector{entry}));
    };
    spend(Crm::pipedrive, now - 30h, 1, 1'000);
    spend(Crm::pipedrive, now - 10h, 1, 100);
    spend(Crm::pipedrive, now, 2, 20);
    spend(Crm::hubspot, now, 2, 0);
    const auto facts = value(state->quota_facts(Crm::pipedrive, now));
    CHECK(facts.spent_in_a_day == 120);
    CHECK_FALSE(facts.announced);
    CHECK(value(state->quota_facts(Crm::hubspot, now)).spent_in_a_day == 2);
    CHECK(value(state->quota_facts(Crm::pipedrive, now - 20h)).spent_in_a_day == 1'120);
}

TEST_CASE("the last announced quota is kept, what was spent since, and when it rose") {
    StateFile state;
    const auto midnight = at_second(86'400 * 20'000);
    const auto spend = [&](Time at, std::optional<Quota> quota) {
        const LedgerEntry entry{Crm::pipedrive, at, 1, 10, quota};
        succeed(state->add_to_ledger(std::vector{entry}));
    };
    spend(midnight - 20min, Quota{30'000, 100});
    spend(midnight - 10min, std::nullopt);
    auto facts = value(state->quota_facts(Crm::pipedrive, midnight - 10min));
    CHECK(facts.announced == AnnouncedQuota{{30'000, 100}, midnight - 20min});
    CHECK(facts.spent_since_announced == 10);
    CHECK_FALSE(facts.reset_of_day);
    spend(midnight + 2min, Quota{30'000, 29'990});
    facts = value(state->quota_facts(Crm::pipedrive, midnight + 2min));
    CHECK(facts.reset_of_day == Millis{0});
    CHECK(facts.spent_since_announced == 0);
    CHECK(facts.spent_since_reset == 10);
}

TEST_CASE("the oldest intent on a platform is told") {
    StateFile state;
    state.take({contact("1", {"a@x"}), contact("2", {"b@x"})});
    CHECK_FALSE(value(state->oldest_intent(Crm::pipedrive, Time{})).has_value());
    const auto first = state.number({Crm::hubspot, "1"});
    const auto second = state.number({Crm::hubspot, "2"});
    succeed(state->open_intents(
        std::vector<NewIntent>{{first, Crm::pipedrive, now, "a@x"}, {second, Crm::pipedrive, now - 1min, "b@x"}}, {}));
    CHECK(value(state->oldest_intent(Crm::pipedrive, Time{})) == now - 1min);
    CHECK(value(state->oldest_intent(Crm::pipedrive, now - 1min)) == now);
    CHECK_FALSE(value(state->oldest_intent(Crm::hubspot, Time{})).has_value());
}

TEST_CASE("a platform that is forgotten was never read, and the other one's records stand alone") {
    StateFile state;
    state.take({contact("1", {"a@x"}), contact("2", {"b@x"}), person("7", {"a@x"}), person("8", {"c@x"})});
    succeed(state->set_read_history(Crm::pipedrive, ReadHistory{now}));
    succeed(state->set_read_history(Crm::hubspot, ReadHistory{now}));
    succeed(state->note_missing(std::vector{state.number({Crm::pipedrive, "7"})}));
    succeed(state->forget_platform(Crm::pipedrive));
    state.settle();
    CHECK(state.counts().live == PerCrm<long long>{2, 0});
    CHECK(state.counts().bonds == 0);
    CHECK(state.counts().missing == PerCrm<long long>{});
    CHECK(state.lonely() == Texts{"hubspot:1", "hubspot:2"});
    CHECK_FALSE(value(state->candidates()).front().vanished);
    CHECK(value(state->read_history(Crm::pipedrive)) == ReadHistory{});
    CHECK(value(state->read_history(Crm::hubspot)).watermark == now);
    // The same ids are other people now.
    state.take({person("7", {"z@x"})});
    CHECK(state.lonely().size() == 3);
    succeed(state->forget_platform(Crm::pipedrive));
    state.settle();
    CHECK(state.lonely() == Texts{"hubspot:1", "hubspot:2"});
}

TEST_CASE("a state of the first version keeps its last complete reads as watermarks, and its ledger") {
    const support::TemporaryFolder folder;
    const auto path = folder.file("state.db");
    support::write_file(path, "");
    {
        const auto connection = value(Connection::open(path, Access::write));
        succeed(migrate(*connection, migration_steps().first(1)));
        succeed(
            connection->run_script("INSERT INTO reads VALUES(1, 5000, 4000, 12);"
                                   "INSERT INTO ledger VALUES(1, 1000, 1, 10, 30000, 29990);"
                                   "INSERT INTO ledger VALUES(1, 2000, 2, 20, 30000, 29970)"));
    }
    const auto store = value(Store::open(path));
    const auto history = value(store->read_history(Crm::pipedrive));
    CHECK(history.watermark == Time{Millis{4000}});
    CHECK(history.listed_at == Time{Millis{5000}});
    CHECK(history.listed_records == 12);
    CHECK_FALSE(value(store->read_history(Crm::hubspot)).listed_at);
    CHECK(value(store->quota_facts(Crm::pipedrive, Time{Millis{9000}})).spent_in_a_day == 30);
}

}  // namespace
}  // namespace pdhs
