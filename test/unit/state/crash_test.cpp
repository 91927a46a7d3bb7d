#include <sys/wait.h>
#include <unistd.h>

#include "pdhs/state/sqlite.h"
#include "state_fixture.h"

namespace pdhs {
namespace {

/// Runs `work` in a process of its own that ends without closing anything, as a killed one does.
template <class Work>
void run_and_die(Work work) {
    const auto child = ::fork();
    REQUIRE(child >= 0);
    if (child == 0) {
        try {
            work();
        } catch (...) {
            ::_exit(1);
        }
        ::_exit(42);
    }
    int status = 0;
    REQUIRE(::waitpid(child, &status, 0) == child);
    REQUIRE(WIFEXITED(status));
    REQUIRE(WEXITSTATUS(status) == 42);
}

TEST_CASE("an intent that was committed is there after a crash") {
    StateFile state;
    state.take({contact("1", {"a@x"})});
    const auto source = state.number({Crm::hubspot, "1"});
    state.close();
    run_and_die([&] {
        state.reopen();
        succeed(state->open_intents(std::vector{NewIntent{source, Crm::pipedrive, at_second(7), "a@x"}},
                                    {Crm::pipedrive, at_second(7), 1, 5}));
    });
    state.reopen();
    CHECK(state.only_candidate().intent->asked_at == at_second(7));
    CHECK(value(state->quota_facts(Crm::pipedrive, at_second(8))).spent_in_a_day == 5);
}

TEST_CASE("a transaction that a crash cut off has left nothing") {
    StateFile state;
    state.take({contact("1", {"a@x"})});
    state.close();
    run_and_die([&] {
        const auto connection = value(Connection::open(state.path(), Access::write));
        succeed(connection->run_script("BEGIN IMMEDIATE; UPDATE records SET id = 'half'; DELETE FROM lonely"));
    });
    state.reopen();
    CHECK(state.lonely() == Texts{"hubspot:1"});
}

TEST_CASE("records that were read but not resolved before a crash are resolved by the next pass") {
    StateFile state;
    state.close();
    run_and_die([&] {
        state.reopen();
        value(state->ingest(std::vector{contact("1", {"a@x"}), person("2", {"a@x"}), person("3", {"c@x"})},
                            Version::present, now));
    });
    state.reopen();
    CHECK(value(state->ingest(std::vector{contact("1", {"a@x"})}, Version::present, now)).changed == 0);
    CHECK(state.settle().bonds.size() == 1);
    CHECK(state.lonely() == Texts{"pipedrive:3"});
}

TEST_CASE("resolving that is cut off by an error goes on from its last commit") {
    StateFile state;
    std::vector<Record> records;
    for (int i = 1; i <= 5'000; ++i) records.push_back(contact(std::to_string(i), {std::to_string(i) + "@x"}));
    value(state->ingest(records, Version::present, now));
    int calls = 0;
    CHECK_FALSE(state
                    ->resolve_changes([&](auto members, auto bonds) {
                        return ++calls > 4'500 ? Resolution{} : resolve(members, bonds);
                    })
                    .has_value());
    CHECK(state.lonely().size() == 4'000);
    state.settle();
    CHECK(state.lonely().size() == 5'000);
}

}  // namespace
}  // namespace pdhs
