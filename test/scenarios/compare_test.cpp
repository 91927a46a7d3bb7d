#include "scenarios/compare.h"

#include "support/catch.h"

using namespace scenarios;

namespace {

const LiveRecord ada{"7", {{"name", "Ada"}, {"email", "ada@x.org"}, {"email", "a@x.org"}}};
const LiveRecord bob{"8", {{"name", "Bob"}, {"phone", "123"}}};

Row row(const std::string& text) {
    return parse_row(Side::pipedrive, {1, "", {}}, text);
}

/// "ada" was given as record 7; all others were made by the program.
std::string difference_to(const std::vector<Row>& rows, const std::vector<LiveRecord>& records) {
    return difference(
        rows, records, [](const Row& one) { return one.name == "ada" ? "7" : "?"; },
        [](const std::string& id) { return id == "7"; });
}

}  // namespace

TEST_CASE("a row matches by the fields that it names") {
    CHECK(matches(row("x | name Ada"), ada));
    CHECK(matches(row("x | email ada@x.org | email a@x.org"), ada));
    CHECK_FALSE(matches(row("x | email ada@x.org"), ada));
    CHECK_FALSE(matches(row("x | name Bob"), ada));
    CHECK(matches(row("x | email none"), bob));
    CHECK_FALSE(matches(row("x | email none"), ada));
}

TEST_CASE("exactly the expected records are there") {
    CHECK(difference_to({row("ada | name Ada"), row("new | name Bob")}, {ada, bob}).empty());
    CHECK_THAT(difference_to({row("ada")}, {ada, bob}), contains("nobody expected"));
    CHECK_THAT(difference_to({row("ada"), row("new | name Eve")}, {ada, bob}), contains("matches none"));
    CHECK_THAT(difference_to({row("new | name Ada")}, {ada}), contains("matches none"));
}

TEST_CASE("addresses that stand on one side only are found, in any case") {
    const LiveRecord contact{"1", {{"email", "ADA@x.org"}, {"also", "a@x.org"}}};
    CHECK(missing_address({ada}, {contact}).empty());
    CHECK(missing_address({ada}, {{"1", {{"email", "ada@x.org"}}}}) == "a@x.org");
}

TEST_CASE("two records of ours for one human are found") {
    CHECK(twins_among({ada, bob}).empty());
    CHECK(twins_among({ada, {"9", {{"email", "A@x.org"}}}}) == "a@x.org");
    CHECK_FALSE(twins_among({bob, bob}).empty());
}
