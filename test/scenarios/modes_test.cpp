#include "scenarios/modes.h"

#include "support/catch.h"

using namespace scenarios;

namespace {

bool fits(const std::string& mode, const std::string& text) {
    const auto script = parse_script("x", "# Why\n" + text);
    for (const auto& one : modes())
        if (one.name == mode) return one.fits(script);
    throw std::runtime_error("no such mode");
}

}  // namespace

TEST_CASE("a scenario says which modes fit it") {
    CHECK(fits("plain", "pass\n"));
    CHECK(fits("second-pass", "pass\n"));
    CHECK_FALSE(fits("second-pass", "not in second-pass: it is cut short\npass\n"));
    CHECK(fits("dry-run", "not in second-pass: it is cut short\npass\n"));
    CHECK_FALSE(fits("swapped", "pass\n"));
    CHECK(fits("swapped", "swap yes\npass\n"));
    CHECK(fits("state-deleted", "forget yes\npass\n"));
}

TEST_CASE("where there is time for one mode only, it is one that adds something, if any fits") {
    const auto chosen = [](const std::string& text) { return richest_mode(parse_script("x", "# Why\n" + text)).name; };
    CHECK(chosen("pass\n") == "dry-run");
    CHECK(chosen("not in dry-run: it asks\npass\n") == "second-pass");
    CHECK(chosen("not in dry-run: it asks\nnot in second-pass: it is cut short\npass\n") == "plain");
}

TEST_CASE("swapped, rows and words change sides") {
    const auto script = swapped(parse_script("x",
                                             "# Why\n"
                                             "given hubspot\n  ada | email a@hubspot.com | first Ada\n"
                                             "add pipedrive bob | name Bob\n"
                                             "pass\n  skips hubspot:ada no_key\n"));
    REQUIRE(script.lines.size() == 3);
    CHECK(script.lines[0].text == "given pipedrive");
    CHECK(script.lines[0].block[0].text == R"(ada | name "Ada" | email "a@hubspot.com")");
    CHECK(script.lines[1].text == R"(add hubspot bob | first "Bob")");
    CHECK(script.lines[2].block[0].text == "skips pipedrive:ada no_key");
}
