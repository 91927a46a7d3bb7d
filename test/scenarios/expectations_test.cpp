#include "scenarios/expectations.h"

#include "support/catch.h"

using namespace scenarios;

namespace {

const auto a_report =
    R"({"hubspot":{"mode":"changes","complete":true},"pipedrive":{"mode":"full","complete":false},"paced":false})";

/// What a pass left that spent 15 tokens, searched twice and wrote three lines, one of them for developers.
PassResult some_pass() {
    PassResult result;
    result.report = sandbox::parse_json(a_report);
    result.counters[Side::hubspot].requests = 3;
    result.counters[Side::hubspot].by_kind = {{"search", 2}, {"account_details", 1}};
    result.counters[Side::pipedrive].tokens = 15;
    result.log = "{\"level\":30}\n{\"level\":20}\n{\"level\":50}\n";
    return result;
}

bool holds(const std::string& text) {
    Stage stage("/nowhere");
    try {
        check_expectation(stage, some_pass(), {1, text, {}});
    } catch (const Mismatch&) {
        return false;
    }
    return true;
}

bool holds_then(Stage& stage, const std::string& text) {
    try {
        check_then(stage, {1, text, {}});
    } catch (const Mismatch&) {
        return false;
    }
    return true;
}

}  // namespace

TEST_CASE("numbers are met, or not exceeded") {
    CHECK(holds("tokens 15"));
    CHECK(holds("tokens at-most 15"));
    CHECK(holds("tokens at-most 16"));
    CHECK_FALSE(holds("tokens 14"));
    CHECK_FALSE(holds("tokens 16"));
    CHECK_FALSE(holds("tokens at-most 14"));
    CHECK_FALSE(holds("tokens"));
}

TEST_CASE("requests are counted by kind") {
    CHECK(holds("requests hubspot search 2"));
    CHECK(holds("requests hubspot account_details 1"));
    CHECK(holds("requests hubspot list 0"));
    CHECK(holds("requests hubspot any at-most 3"));
    CHECK_FALSE(holds("requests hubspot search 1"));
}

TEST_CASE("the mode of a side, and whether a pass was paced") {
    CHECK(holds("mode hubspot changes"));
    CHECK_FALSE(holds("mode pipedrive changes"));
    CHECK(holds("paced no"));
    CHECK_FALSE(holds("paced yes"));
    CHECK(holds("complete pipedrive no"));
    CHECK_FALSE(holds("complete hubspot perhaps"));
}

TEST_CASE("lines of the log count from the level info on") {
    CHECK(holds("log-lines 2"));
    CHECK_FALSE(holds("log-lines at-most 1"));
}

TEST_CASE("today's quota is what all have spent") {
    Stage stage("/nowhere");
    stage.crms().pipedrive().spend_daily(40);
    CHECK(holds_then(stage, "then pipedrive used 40"));
    CHECK(holds_then(stage, "then pipedrive used at-most 50"));
    CHECK_FALSE(holds_then(stage, "then pipedrive used at-most 39"));
    CHECK(holds_then(stage, "then hubspot used 0"));
    stage.advance_clock(std::chrono::hours{24});
    CHECK(holds_then(stage, "then pipedrive used 0"));
}
