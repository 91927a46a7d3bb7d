#include "pdhs/report/json.h"

#include "sample.h"
#include "support/catch.h"

using namespace pdhs;

TEST_CASE("the report as JSON, to the letter") {
    auto report = sample_report();
    report.actions.push_back(skipped_action("no_key"));
    report.warnings = {"careful"};
    CHECK(report_as_json(report, "0.1.0") ==
          R"({"schema":"pdhs-sync.run/1","version":"0.1.0","pass":12,"dry_run":false,"exit_code":0,"error":null,)"
          R"("started":"2026-09-21T14:13:20.007Z","duration_ms":1400,)"
          R"("hubspot":{"mode":"full","complete":true,"read":12345,"created":1,"recreated":0,"exists":2,"failed":0,)"
          R"("requests":124,"failure":null,"note":null},)"
          R"("pipedrive":{"mode":"changes","complete":true,"read":987,"created":2,"recreated":1,"exists":0,"failed":0,)"
          R"("requests":4,"tokens":30,"failure":null,"note":null},)"
          R"("pending":0,"parked":0,"ambiguous":0,"skipped":0,"paced":false,"actions":[)"
          R"({"do":"create","on":"pipedrive","from":"hubspot:123","key":"ada@x.com","result":"created","id":"45",)"
          R"("reason":null,"name":"Ada Lovelace","detail":null},)"
          R"({"do":"skip","on":"pipedrive","from":"hubspot:123","key":"ada@x.com","result":null,"id":null,)"
          R"("reason":"no_key","name":"Ada Lovelace","detail":null}],"warnings":["careful"]})");
}

TEST_CASE("an error has a kind and a message") {
    Report report;
    report.exit_code = ExitCode::unusable;
    report.dry_run = true;
    report.error = ReportError{"usage", "PIPEDRIVE_TOKEN is not set"};
    const auto json = report_as_json(report, "1");
    CHECK_THAT(json, contains(R"("pass":0,"dry_run":true,"exit_code":2,)"
                              R"("error":{"kind":"usage","message":"PIPEDRIVE_TOKEN is not set"},)"
                              R"("started":"1970-01-01T00:00:00.000Z")"));
    CHECK_THAT(json, contains(R"("mode":"none")"));
    CHECK_THAT(json, contains(R"("actions":[])"));
}

TEST_CASE("JSON is one line of valid UTF-8, whatever a contact is called") {
    auto report = sample_report();
    report.actions[0].name = std::string("a\0\n\"\\\xFF\xED\xA0\x80", 9);
    const auto json = report_as_json(report, "1");
    CHECK_THAT(json, contains("\"name\":\"a\\u0000\\n\\\"\\\\\xEF\xBF\xBD\xEF\xBF\xBD"));
    CHECK(json.find('\n') == std::string::npos);
    CHECK(json.find('\xFF') == std::string::npos);
}
