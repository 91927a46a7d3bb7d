#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "state_fixture.h"

namespace pdhs {
namespace {

Texts lonely_in(Store& store) {
    Texts refs;
    for (const auto& candidate : value(store.candidates())) refs.push_back(to_string(candidate.source.ref));
    return refs;
}

/// All that a copy promises about a state whose files are as they are now.
void check_copy(const StateFile& state, const Texts& expected) {
    auto before = state.folder().contents();
    {
        const auto copy = value(Store::open_copy(state.path()));
        CHECK(lonely_in(*copy) == expected);
        value(copy->ingest(std::vector{contact("99", {"copy@x"})}, Version::present, now));
        value(copy->resolve_changes(resolve));
        CHECK(lonely_in(*copy).size() == expected.size() + 1);
    }
    auto after = state.folder().contents();
    // Readers leave their marks in an index that is there; it holds nothing that lasts.
    if (before.contains("state.db-shm") && after.contains("state.db-shm"))
        after["state.db-shm"] = before["state.db-shm"];
    CHECK(after == before);
}

TEST_CASE("a copy of a state at rest leaves no trace") {
    StateFile state;
    state.take({contact("1", {"a@x"})});
    state.close();
    REQUIRE(state.folder().contents().size() == 1);
    check_copy(state, {"hubspot:1"});
}

TEST_CASE("a copy beside an open state shows what is committed") {
    StateFile state;
    state.take({contact("1", {"a@x"})});
    REQUIRE(state.folder().contents().size() == 3);
    check_copy(state, {"hubspot:1"});
    state.take({contact("2", {"b@x"})});
    check_copy(state, {"hubspot:1", "hubspot:2"});
}

TEST_CASE("a copy of what a killed pass left shows what it had committed") {
    StateFile state;
    state.close();
    const auto child = ::fork();
    REQUIRE(child >= 0);
    if (child == 0) {
        state.reopen();
        state.take({contact("1", {"a@x"})});
        ::_exit(0);
    }
    REQUIRE(::waitpid(child, nullptr, 0) == child);
    REQUIRE(state.folder().contents().size() == 3);
    check_copy(state, {"hubspot:1"});
    // As a backup holds it: the index is no file to keep.
    std::filesystem::remove(state.path() + "-shm");
    check_copy(state, {"hubspot:1"});
    state.reopen();
    CHECK(state.lonely() == Texts{"hubspot:1"});
}

TEST_CASE("without a file a copy is an empty state, and no file is made") {
    const support::TemporaryFolder folder;
    for (const auto* name : {"state.db", "absent/state.db"}) {
        const auto copy = value(Store::open_copy(folder.file(name)));
        CHECK(value(copy->begin_pass(now)) == 1);
        CHECK(lonely_in(*copy).empty());
    }
    CHECK(folder.contents().empty());
}

TEST_CASE("a file without a byte is copied as an empty state and stays as it is") {
    const support::TemporaryFolder folder;
    support::write_file(folder.file("state.db"), "");
    CHECK(lonely_in(*value(Store::open_copy(folder.file("state.db")))).empty());
    CHECK(folder.contents() == std::map<std::string, std::string>{{"state.db", ""}});
}

TEST_CASE("copies can be taken while another process writes, and each is whole") {
    StateFile state;
    state.take({contact("1", {"a@x"})});
    state.close();
    const auto writer = ::fork();
    REQUIRE(writer >= 0);
    if (writer == 0) {
        for (int id = 2;; ++id) {
            // Opening and closing is what passes do; both ends of a page's transaction must show, or none.
            state.reopen();
            value(state->ingest(std::vector{contact(std::to_string(id), {}), person(std::to_string(id), {})},
                                Version::present, now));
            state.close();
        }
    }
    int whole = 0;
    for (int tries = 0; tries < 500 && whole < 10; ++tries) {
        const auto copy = Store::open_copy(state.path());
        if (!copy.has_value()) {
            // Between busy passes there may be no quiet moment, and that is said.
            CHECK_THAT(copy.error().message, contains("try again"));
            continue;
        }
        const auto live = value((*copy)->counts()).live;
        CHECK(live.hubspot == live.pipedrive + 1);
        ++whole;
    }
    CHECK(whole == 10);
    ::kill(writer, SIGKILL);
    REQUIRE(::waitpid(writer, nullptr, 0) == writer);
    state.reopen();
    CHECK(state.counts().live.hubspot == state.counts().live.pipedrive + 1);
}

}  // namespace
}  // namespace pdhs
