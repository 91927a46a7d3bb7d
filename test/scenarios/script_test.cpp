#include "scenarios/script.h"

#include "support/catch.h"

using scenarios::Mismatch;
using scenarios::parse_script;

TEST_CASE("a script is a headline and lines with blocks") {
    const auto script =
        parse_script("ada", "# Why\n\n# more\ngiven hubspot\n  ada | first Ada\n  # a note\npass --full\n");
    CHECK(script.name == "ada");
    CHECK(script.headline == "Why");
    REQUIRE(script.lines.size() == 2);
    CHECK(script.lines[0] == scenarios::Line{4, "given hubspot", {{5, "ada | first Ada", {}}}});
    CHECK(script.lines[1] == scenarios::Line{7, "pass --full", {}});
}

TEST_CASE("a script without a headline is refused") {
    CHECK_THROWS_AS(parse_script("x", "pass\n"), Mismatch);
}

TEST_CASE("an indented line needs an owner") {
    CHECK_THROWS_AS(parse_script("x", "# Why\n  ada\n"), Mismatch);
}

TEST_CASE("parts are trimmed, words have no blanks") {
    CHECK(scenarios::parts_of(" a |b||", '|') == std::vector<std::string>{"a", "b", "", ""});
    CHECK(scenarios::words_of("  a  b\tc ") == std::vector<std::string>{"a", "b", "c"});
    CHECK(scenarios::trimmed(" \t ").empty());
}

TEST_CASE("numbers are whole ones") {
    const scenarios::Line line{7, "", {}};
    CHECK(scenarios::number_of(line, "12") == 12);
    CHECK_THROWS_AS(scenarios::number_of(line, "12a"), Mismatch);
    CHECK_THROWS_AS(scenarios::number_of(line, ""), Mismatch);
}

TEST_CASE("times have a unit") {
    const scenarios::Line line{7, "", {}};
    using std::chrono::seconds;
    CHECK(scenarios::duration_of(line, "90s") == seconds{90});
    CHECK(scenarios::duration_of(line, "3m") == seconds{180});
    CHECK(scenarios::duration_of(line, "2h") == seconds{7200});
    CHECK(scenarios::duration_of(line, "50000d") == seconds{4'320'000'000});
    for (const auto* const text : {"", "90", "s", "3w", "1.5h"})
        CHECK_THROWS_AS(scenarios::duration_of(line, text), Mismatch);
}

TEST_CASE("the text behind some words keeps its blanks") {
    CHECK(scenarios::text_behind({1, "log  has a  has b", {}}, 2) == "a  has b");
    CHECK(scenarios::text_behind({1, "a a b", {}}, 1) == "a b");
    CHECK_THROWS_AS(scenarios::text_behind({1, "log has", {}}, 2), Mismatch);
}
