#include "pdhs/state/sqlite.h"

#include "state_fixture.h"

namespace pdhs {
namespace {

std::unique_ptr<Connection> open_new(const support::TemporaryFolder& folder) {
    support::write_file(folder.file("a.db"), "");
    auto connection = value(Connection::open(folder.file("a.db"), Access::write));
    succeed(connection->run_script("CREATE TABLE notes(number INTEGER PRIMARY KEY, text TEXT NOT NULL)"));
    return connection;
}

long long count(Connection& connection) {
    auto query = connection.query("SELECT count(*) FROM notes");
    return value(query.next()) ? query.integer(0) : -1;
}

TEST_CASE("values are bound, not written into the statement") {
    const support::TemporaryFolder folder;
    const auto connection = open_new(folder);
    const std::string text("'); DROP TABLE notes; --\0after a zero byte", 42);
    succeed(connection->run("INSERT INTO notes(text) VALUES(?)", text));
    auto query = connection->query("SELECT text FROM notes WHERE text = ?", text);
    REQUIRE(value(query.next()));
    CHECK(query.text(0) == text);
}

TEST_CASE("one statement can be in use twice") {
    const support::TemporaryFolder folder;
    const auto connection = open_new(folder);
    succeed(connection->run_script("INSERT INTO notes(text) VALUES('a'), ('b')"));
    static constexpr auto sql = "SELECT text FROM notes ORDER BY number";
    std::string pairs;
    auto outer = connection->query(sql);
    while (value(outer.next())) {
        auto inner = connection->query(sql);
        while (value(inner.next())) pairs += outer.text(0) + inner.text(0) + " ";
    }
    CHECK(pairs == "aa ab ba bb ");
}

TEST_CASE("work that fails leaves nothing of itself") {
    const support::TemporaryFolder folder;
    const auto connection = open_new(folder);
    const auto result = in_transaction(*connection, [&]() -> Result<void> {
        PDHS_CHECK(connection->run("INSERT INTO notes(text) VALUES('a')"));
        return connection->run("INSERT INTO notes(text) VALUES(NULL)");
    });
    CHECK_FALSE(result.has_value());
    CHECK(count(*connection) == 0);
    CHECK(in_transaction(*connection, [&] {
              return connection->run("INSERT INTO notes(text) VALUES('a')");
          }).has_value());
    CHECK(count(*connection) == 1);
}

TEST_CASE("a full disk is told as such, and what was committed stays") {
    const support::TemporaryFolder folder;
    const auto connection = open_new(folder);
    succeed(connection->run("INSERT INTO notes(text) VALUES('a')"));
    succeed(connection->run_script("PRAGMA max_page_count = 4"));
    const auto result = connection->run("INSERT INTO notes(text) VALUES(?)", std::string(100'000, 'x'));
    REQUIRE_FALSE(result.has_value());
    CHECK(result.error().kind == ErrorKind::state);
    CHECK_THAT(result.error().message, contains("disk is full") && contains(folder.file("a.db")));
    CHECK(count(*connection) == 1);
}

TEST_CASE("a statement that SQLite does not understand fails at its first step") {
    const support::TemporaryFolder folder;
    const auto connection = open_new(folder);
    auto query = connection->query("SELECT nothing FROM nowhere WHERE a = ?", 1LL);
    CHECK_FALSE(query.next().has_value());
}

}  // namespace
}  // namespace pdhs
