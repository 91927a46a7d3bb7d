#include "pdhs/state/schema.h"

#include <array>

#include "state_fixture.h"

namespace pdhs {
namespace {

constexpr std::array<MigrationStep, 3> steps = {
    "CREATE TABLE notes(text TEXT); INSERT INTO notes VALUES('kept')",
    "ALTER TABLE notes ADD COLUMN size INTEGER NOT NULL DEFAULT 0",
    "UPDATE notes SET size = length(text)",
};

std::unique_ptr<Connection> at_version(const std::string& path, std::size_t version) {
    support::write_file(path, "");
    auto connection = value(Connection::open(path, Access::write));
    succeed(migrate(*connection, std::span(steps).first(version)));
    return connection;
}

TEST_CASE("an older state takes the steps that it lacks, in order") {
    const support::TemporaryFolder folder;
    for (const std::size_t from : {0u, 1u, 2u, 3u}) {
        const auto connection = at_version(folder.file("state.db"), from);
        succeed(migrate(*connection, steps));
        auto query = connection->query("SELECT text, size FROM notes");
        REQUIRE(value(query.next()));
        CHECK(query.text(0) == "kept");
        CHECK(query.integer(1) == 4);
        CHECK(value(state_version(*connection)).version == 3);
    }
}

TEST_CASE("a step that fails leaves the file as it was") {
    const support::TemporaryFolder folder;
    const auto path = folder.file("state.db");
    at_version(path, 1).reset();
    const auto before = folder.contents();
    constexpr std::array<MigrationStep, 3> failing = {steps[0], steps[1], "UPDATE no_such_table SET a = 1"};
    auto connection = value(Connection::open(path, Access::write));
    CHECK_FALSE(migrate(*connection, failing).has_value());
    CHECK(value(state_version(*connection)).version == 1);
    connection.reset();
    CHECK(folder.contents() == before);
}

TEST_CASE("a state that has all steps is not written") {
    const support::TemporaryFolder folder;
    const auto connection = at_version(folder.file("state.db"), 3);
    const auto before = folder.contents();
    succeed(migrate(*connection, steps));
    CHECK(folder.contents() == before);
}

TEST_CASE("a state of a later version is refused") {
    const support::TemporaryFolder folder;
    const auto connection = at_version(folder.file("state.db"), 3);
    const auto migrated = migrate(*connection, std::span(steps).first(2));
    REQUIRE_FALSE(migrated.has_value());
    CHECK_THAT(migrated.error().message, contains("newer"));
}

TEST_CASE("the tables of the current version are all looked at") {
    const support::TemporaryFolder folder;
    Texts tables;
    {
        const auto connection = value(Connection::open("any", Access::temporary));
        succeed(migrate(*connection, migration_steps()));
        auto query = connection->query("SELECT name FROM sqlite_schema WHERE type = 'table'");
        succeed(query.each([&](const Query& row) { tables.push_back(row.text(0)); }));
    }
    REQUIRE(tables.size() > 10);
    for (const auto& table : tables) {
        CAPTURE(table);
        const auto connection = value(Connection::open("any", Access::temporary));
        succeed(migrate(*connection, migration_steps()));
        succeed(check_tables(*connection));
        succeed(connection->run_script("DROP TABLE " + table));
        CHECK_FALSE(check_tables(*connection).has_value());
    }
}

}  // namespace
}  // namespace pdhs
