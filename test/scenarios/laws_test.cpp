#include "scenarios/laws.h"

#include <fstream>

#include "support/catch.h"

using namespace scenarios;

namespace {

const Line here{3, "pass", {}};

PassResult reported(const std::string& text) {
    PassResult result;
    result.standard_output = text;
    result.report = sandbox::parse_json(text);
    return result;
}

const std::string platform =
    R"({"mode":"full","complete":true,"read":1,"created":0,"recreated":0,"exists":0,"failed":0,"requests":1,"tokens":10})";

std::string report(const std::string& actions, const std::string& exit_code = "0") {
    return R"({"schema":"pdhs-sync.run/1","version":"1","pass":1,"dry_run":false,"exit_code":)" + exit_code +
           R"(,"error":null,"started":"","duration_ms":1,"hubspot":)" + platform + R"(,"pipedrive":)" + platform +
           R"(,"pending":0,"parked":0,"ambiguous":0,"skipped":0,"paced":false,"actions":[)" + actions + "]}";
}

std::string action(const std::string& result) {
    return R"({"do":"create","on":"hubspot","from":"pipedrive:1","key":"","result":)" + result +
           R"(,"id":null,"reason":null})";
}

}  // namespace

TEST_CASE("a report has all members, of their types, and words that are known") {
    CHECK_NOTHROW(check_report(reported(report(action("\"created\""))), here));
    CHECK_NOTHROW(check_report(reported(report(action("null"))), here));
    CHECK_THROWS_AS(check_report(reported(report(action("\"done\""))), here), Mismatch);
    CHECK_THROWS_AS(check_report(reported(report("", "true")), here), Mismatch);
    CHECK_THROWS_AS(check_report(reported(report("", "4")), here), Mismatch);
    CHECK_THROWS_AS(check_report(reported("{}"), here), Mismatch);
    CHECK_THROWS_AS(check_report(reported(""), here), Mismatch);
}

TEST_CASE("a token in any file but the env file is found") {
    Stage stage("/nowhere");
    CHECK_NOTHROW(check_laws(stage, {}, here));
    std::ofstream(stage.folder() / "pdhs-sync.db") << "x" << stage.secrets()[1] << "x";
    CHECK_THROWS_AS(check_laws(stage, {}, here), Mismatch);
}

TEST_CASE("a log line that is none of pino's is found") {
    Stage stage("/nowhere");
    PassResult result;
    result.log = R"({"level":30,"time":1,"pid":2,"hostname":"h","msg":"m"})"
                 "\n";
    CHECK_NOTHROW(check_laws(stage, result, here));
    result.log += R"({"level":"info","msg":"m"})"
                  "\n";
    CHECK_THROWS_AS(check_laws(stage, result, here), Mismatch);
}

TEST_CASE("a change or a delete by the program is found") {
    Stage stage("/nowhere");
    PassResult result;
    result.journal[Side::hubspot].push_back({"batch_create", "POST", "/x", "", 201, 0});
    CHECK_NOTHROW(check_laws(stage, result, here));
    result.journal[Side::hubspot].push_back({"archive", "DELETE", "/x", "", 204, 0});
    CHECK_THROWS_AS(check_laws(stage, result, here), Mismatch);
}

TEST_CASE("asking who one is, and searching, are reads") {
    Stage stage("/nowhere");
    PassResult result;
    result.journal[Side::hubspot] = {{"account_details", "GET", "/x", "", 200, 0},
                                     {"search", "POST", "/x", "{}", 200, 0}};
    result.journal[Side::pipedrive] = {{"users_me", "GET", "/x", "", 200, 0}};
    CHECK_NOTHROW(check_laws(stage, result, here));
}

TEST_CASE("two records that nobody but the program can have made, with one address, are found") {
    Stage stage("/nowhere");
    stage.crms().pipedrive().add_person("Ada", {"ada@example.com"});
    CHECK_NOTHROW(check_laws(stage, {}, here));
    stage.crms().pipedrive().add_person("Eve", {"ADA@example.com"});
    CHECK_THROWS_AS(check_laws(stage, {}, here), Mismatch);
}

TEST_CASE("requests and tokens that the report does not count are found") {
    Stage stage("/nowhere");
    auto result = reported(report(""));
    result.counters[Side::hubspot].requests = 1;
    result.counters[Side::pipedrive].requests = 1;
    result.counters[Side::pipedrive].tokens = 10;
    CHECK_NOTHROW(check_laws(stage, result, here));
    for (const auto side : both_sides) {
        auto with_one_more = result;
        ++with_one_more.counters[side].requests;
        CHECK_THROWS_AS(check_laws(stage, with_one_more, here), Mismatch);
    }
    ++result.counters[Side::pipedrive].tokens;
    CHECK_THROWS_AS(check_laws(stage, result, here), Mismatch);
    result.end.signal = 9;
    CHECK_NOTHROW(check_laws(stage, result, here));
}

TEST_CASE("whatever is written where nothing may be is found") {
    PassResult result;
    for (const auto side : both_sides) result.counters[side].requests = 3;
    CHECK_NOTHROW(check_nothing_was_written(result, here));
    for (const auto written : {&sandbox::Counters::created, &sandbox::Counters::updated, &sandbox::Counters::removed}) {
        auto with_a_write = result;
        with_a_write.counters[Side::pipedrive].*written = 1;
        CHECK_THROWS_AS(check_nothing_was_written(with_a_write, here), Mismatch);
    }
}
