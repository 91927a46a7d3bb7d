#include "scenarios/expectations.h"

#include <csignal>
#include <functional>

#include "support/catch.h"

using namespace scenarios;

namespace {

/// HubSpot's `ada`, Pipedrive's `bob` and `eve`.
void give_people(Stage& stage) {
    stage.people().add(Side::hubspot, {1, "ada", {{"first", "Ada"}}});
    for (const auto* const name : {"bob", "eve"}) stage.people().add(Side::pipedrive, {1, name, {{"name", name}}});
}

sandbox::Json some_report(Stage& stage) {
    const Line nowhere;
    auto report = sandbox::parse_json(
        R"({"hubspot":{"mode":"changes","complete":true,"created":2,"recreated":1,"read":7},
            "pipedrive":{"mode":"full","complete":false,"created":0,"recreated":0,"read":3},
            "paced":false,"pending":4,"parked":1,"error":{"kind":"quota","message":"none is left"}})");
    (*report)["actions"] = {{{"do", "skip"},
                             {"from", "hubspot:" + stage.people().id_of(Side::hubspot, nowhere, "ada")},
                             {"result", nullptr},
                             {"reason", "no_key"}},
                            {{"do", "create"},
                             {"from", "pipedrive:" + stage.people().id_of(Side::pipedrive, nowhere, "bob")},
                             {"result", "pending"},
                             {"reason", "intent_open"}}};
    return *report;
}

/// What a pass left that spent 15 tokens, searched twice, wrote three lines, one of them for developers, skipped Ada
/// and held Bob back.
PassResult some_pass(Stage& stage) {
    PassResult result;
    result.end.status = 4;
    result.report = some_report(stage);
    result.standard_output = "a report";
    result.standard_error = "an error";
    result.counters[Side::hubspot].requests = 3;
    result.counters[Side::hubspot].by_kind = {{"search", 2}, {"account_details", 1}};
    result.counters[Side::pipedrive].tokens = 15;
    result.log = "{\"level\":30}\n{\"level\":20}\n{\"level\":50}\n";
    return result;
}

/// Whether it holds of that pass, changed so.
bool holds(
    const std::string& text, const std::function<void(PassResult&)>& change = [](PassResult&) {}) {
    Stage stage("/nowhere");
    give_people(stage);
    auto result = some_pass(stage);
    change(result);
    try {
        check_expectation(stage, result, {1, text, {}});
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

TEST_CASE("a pass ends with a status, or is killed") {
    CHECK(holds("exit 4"));
    CHECK_FALSE(holds("exit 0"));
    CHECK_FALSE(holds("exit killed"));
    const auto is_ended_by = [](int signal) {
        return [signal](PassResult& result) {
            result.end.status = 0;
            result.end.signal = signal;
        };
    };
    CHECK(holds("exit killed", is_ended_by(SIGKILL)));
    CHECK_FALSE(holds("exit 0", is_ended_by(SIGKILL)));
    CHECK_FALSE(holds("exit killed", is_ended_by(SIGTERM)));
}

TEST_CASE("what was created and created again counts") {
    CHECK(holds("creates hubspot 3"));
    CHECK_FALSE(holds("creates hubspot 2"));
    CHECK_FALSE(holds("creates pipedrive 1"));
    CHECK_FALSE(holds("creates nothing"));
    CHECK(holds("recreated hubspot 1"));
    CHECK_FALSE(holds("recreated hubspot 3"));
    const auto creates_none = [](PassResult& result) {
        (*result.report)["hubspot"]["created"] = (*result.report)["hubspot"]["recreated"] = 0;
    };
    CHECK(holds("creates nothing", creates_none));
    CHECK_FALSE(holds("creates nothing", [&](PassResult& result) {
        creates_none(result);
        result.counters[Side::hubspot].created = 1;
    }));
}

TEST_CASE("numbers and the error of the report") {
    CHECK(holds("read hubspot 7"));
    CHECK_FALSE(holds("read pipedrive 7"));
    CHECK(holds("pending 4"));
    CHECK_FALSE(holds("pending 0"));
    CHECK_FALSE(holds("parked 0"));
    CHECK(holds("error quota"));
    CHECK_FALSE(holds("error brake"));
    CHECK_FALSE(holds("error quota", [](PassResult& result) { (*result.report)["error"] = nullptr; }));
    CHECK_FALSE(holds("pending 4", [](PassResult& result) { result.report.reset(); }));
}

TEST_CASE("what was done about a record, and why") {
    CHECK(holds("skips hubspot:ada no_key"));
    CHECK_FALSE(holds("skips hubspot:ada shared_address"));
    CHECK_FALSE(holds("skips pipedrive:bob intent_open"));
    CHECK_FALSE(holds("skips pipedrive:eve no_key"));
    CHECK(holds("holds pipedrive:bob intent_open"));
    CHECK_FALSE(holds("holds pipedrive:bob search_lag"));
    CHECK_FALSE(holds("holds hubspot:ada no_key"));
    CHECK(holds("result pipedrive:bob pending"));
    CHECK_FALSE(holds("result pipedrive:bob failed"));
    CHECK(holds("leaves pipedrive:eve alone"));
    CHECK_FALSE(holds("leaves pipedrive:bob alone"));
    CHECK_FALSE(holds("leaves pipedrive:nobody alone"));
}

TEST_CASE("texts that a pass wrote, or did not") {
    CHECK(holds("stdout has report"));
    CHECK_FALSE(holds("stdout has error"));
    CHECK(holds("stderr has error"));
    CHECK_FALSE(holds("stderr lacks error"));
    CHECK(holds("log has \"level\":50"));
    CHECK_FALSE(holds("log has \"level\":60"));
    CHECK(holds("log lacks \"level\":60"));
    CHECK_FALSE(holds("log says level"));
    CHECK_FALSE(holds("no-report"));
    CHECK(holds("no-report", [](PassResult& result) { result.standard_output.clear(); }));
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
