#include "pdhs/state/sqlite.h"
#include "state_fixture.h"

namespace pdhs {
namespace {

constexpr auto day = std::chrono::hours{24};

/// One number out of a state file, read beside the store.
long long number_in(const StateFile& state, SqlText sql) {
    const auto connection = value(Connection::open(state.path(), Access::read));
    auto query = connection->query(sql);
    return value(query.next()) ? query.integer(0) : -1;
}

TEST_CASE("passes are numbered on, also after one that never ended") {
    StateFile state;
    CHECK(value(state->begin_pass(now)) == 1);
    succeed(state->end_pass({1, now, Millis{5}, 0, {}, ""}));
    CHECK(value(state->begin_pass(now)) == 2);
    state.reopen();
    CHECK(value(state->begin_pass(now)) == 3);
}

TEST_CASE("history and ledger of 30 days are kept, and the last number is not given twice") {
    StateFile state;
    value(state->begin_pass(now));
    succeed(state->end_pass({1, now, Millis{5}, 4, {2, 3}, "why"}));
    succeed(state->add_to_ledger(std::vector{LedgerEntry{Crm::pipedrive, now, 3, 30, Quota{30'000, 29'970}}}));
    value(state->begin_pass(now + 30 * day));
    succeed(state->end_pass({2, now + 30 * day, Millis{5}, 0, {}, ""}));
    CHECK(number_in(state, "SELECT count(*) FROM passes") == 2);
    CHECK(number_in(state, "SELECT exit_code FROM passes WHERE pass = 1") == 4);
    CHECK(number_in(state, "SELECT created_on_pipedrive FROM passes WHERE pass = 1") == 3);
    CHECK(number_in(state, "SELECT sum(tokens) FROM spent") == 30);
    value(state->begin_pass(now + 31 * day));
    succeed(state->end_pass({3, now + 31 * day, Millis{5}, 0, {}, ""}));
    CHECK(number_in(state, "SELECT min(pass) FROM passes") == 2);
    CHECK(number_in(state, "SELECT count(*) FROM spent") == 0);
    succeed(state->end_pass({3, now + 99 * day, Millis{5}, 0, {}, ""}));
    CHECK(value(state->begin_pass(now)) == 4);
}

TEST_CASE("values are kept by name") {
    StateFile state;
    CHECK_FALSE(value(state->get_value("portal")).has_value());
    succeed(state->set_value("portal", "123"));
    succeed(state->set_value("portal", ""));
    succeed(state->set_value("company", "9"));
    state.reopen();
    CHECK(value(state->get_value("portal")) == std::optional<std::string>(""));
    CHECK(value(state->get_value("company")) == std::optional<std::string>("9"));
}

TEST_CASE("counts follow what comes and goes") {
    StateFile state;
    state.take({contact("1", {"a@x"}), contact("2", {"a@x"}), contact("3", {"b@x"}), person("4", {"b@x"})});
    CHECK(state.counts().live == PerCrm<long long>{3, 1});
    CHECK(state.counts().ambiguous == 1);
    CHECK(state.counts().bonds == 1);
    state.lose({Crm::hubspot, "2"});
    state.take({contact("1", {"changed@x"})});
    CHECK(state.counts().live == PerCrm<long long>{2, 1});
    CHECK(state.counts().ambiguous == 0);
}

TEST_CASE("a standing skip is told when it begins, changes or ends, and written only then") {
    StateFile state;
    state.take({contact("1", {}), contact("2", {})});
    const auto first = state.number({Crm::hubspot, "1"});
    const auto second = state.number({Crm::hubspot, "2"});
    const std::vector<Standing> both = {{first, Crm::pipedrive, "no_key", ""}, {second, Crm::pipedrive, "parked", "a"}};
    CHECK(value(state->note_standing(both)).began_or_changed == std::vector<std::size_t>{0, 1});

    state.reopen();
    const auto before = state.folder().contents();
    const auto unchanged = value(state->note_standing(both));
    CHECK(unchanged.began_or_changed.empty());
    CHECK(unchanged.ended.empty());
    CHECK(state.folder().contents() == before);

    const std::vector<Standing> changed = {{second, Crm::pipedrive, "parked", "b"}};
    const auto news = value(state->note_standing(changed));
    CHECK(news.began_or_changed == std::vector<std::size_t>{0});
    CHECK(news.ended == std::vector<std::pair<RecordRef, std::string>>{{{Crm::hubspot, "1"}, "no_key"}});
    CHECK(value(state->note_standing({})).ended.size() == 1);
    CHECK(value(state->note_standing({})).ended.empty());
}

TEST_CASE("a dry run's API use enters the ledger of an existing state, also beside an open one") {
    StateFile state;
    const std::vector<LedgerEntry> entries = {{Crm::hubspot, now, 2, 0},
                                              {Crm::pipedrive, now, 1, 10, Quota{30'000, 29'990}}};
    succeed(Store::add_to_ledger_of(state.path(), entries));
    CHECK(number_in(state, "SELECT sum(requests) FROM spent") == 3);
    state.close();
    succeed(Store::add_to_ledger_of(state.path(), entries));
    state.reopen();
    CHECK(number_in(state, "SELECT sum(requests) FROM spent") == 6);
}

TEST_CASE("the ledger of a state that is not there is not kept, and no file is made") {
    const support::TemporaryFolder folder;
    succeed(Store::add_to_ledger_of(folder.file("state.db"), std::vector{LedgerEntry{}}));
    succeed(Store::add_to_ledger_of(folder.file("absent/state.db"), std::vector{LedgerEntry{}}));
    CHECK(folder.contents().empty());
}

}  // namespace
}  // namespace pdhs
