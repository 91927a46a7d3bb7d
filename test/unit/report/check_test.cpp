#include <nlohmann/json.hpp>

#include "pdhs/report/check_text.h"
#include "support/catch.h"

using namespace pdhs;

namespace {

CheckReport sample_check() {
    CheckReport report;
    report.findings = {fine({"env_file", {}}, "/home/ann/.env"), worth_a_look({"clock", {}}, "40 s fast")};
    report.forecast = PerCrm<Forecast>{{2'880, Millis{30'000}, Millis{30'000}, 2'891, 250'000, 0, Millis{0}},
                                       {2'370, Millis{36'455}, Millis{90'000}, 23'742, 30'000, 1'250, Millis{125'000}}};
    report.first_pass = FirstPass{{0, 1'250}, {0, 250}, 3};
    return report;
}

std::string check_as_text(const CheckReport& report, Terminal terminal) {
    std::string text;
    for (const auto& finding : report.findings) text += finding_as_text(finding, terminal);
    return text + conclusion_as_text(report);
}

}  // namespace

TEST_CASE("what was looked at, one line each, then what passes cost") {
    const auto text = check_as_text(sample_check(), Terminal::plain);
    CHECK_THAT(text, contains("ok       env file          /home/ann/.env\n"));
    CHECK_THAT(text, contains("warning  clock             40 s fast\n"));
    CHECK_THAT(text, contains("Ready; 1 thing is worth a look.\n"));
    CHECK_THAT(text, contains("HubSpot   2,891 calls a day, 1.2 % of 250,000; polled in every pass\n"));
    CHECK_THAT(text, contains("Pipedrive 23,742 tokens a day, 79 % of 30,000; polled every 36 s on average; 1,250 to "
                              "create there, which takes about 2 min 5 s\n"));
    CHECK_THAT(text,
               contains("The first pass would create 1,250 on Pipedrive (250 of them as soon as the quota allows) "
                        "and 0 on HubSpot, and leave 3 alone.\n"));
    CHECK_THAT(text, contains("'pdhs-sync run --max-creates 5'"));
    CHECK_THAT(check_as_text(sample_check(), Terminal::colour), contains("\x1b[33mwarning \x1b[0m clock"));
}

TEST_CASE("with a failure there is no forecast in the text") {
    auto report = sample_check();
    report.findings.push_back(broken({"account", Crm::hubspot}, "no\x1b[31m", ExitCode::needs_a_person));
    const auto text = check_as_text(report, Terminal::plain);
    CHECK_THAT(text, contains("failed   HubSpot account   no"));
    CHECK_THAT(text, contains("Not ready: one thing has failed."));
    CHECK(text.find("a day") == std::string::npos);
    CHECK(text.find('\x1b') == std::string::npos);
}

TEST_CASE("a quota that never allows the creates says so") {
    auto report = sample_check();
    report.forecast->pipedrive.takes.reset();
    const auto text = check_as_text(report, Terminal::plain);
    CHECK_THAT(text, contains("which this quota never allows"));
}

TEST_CASE("what was looked at, as JSON") {
    auto report = sample_check();
    auto json = nlohmann::json::parse(check_as_json(report, "1.2.3"));
    CHECK(json["schema"] == "pdhs-sync.check/1");
    CHECK(json["version"] == "1.2.3");
    CHECK(json["exit_code"] == 1);
    CHECK(json["error"].is_null());
    CHECK(
        json["findings"][0] ==
        nlohmann::json{{"check", "env_file"}, {"platform", nullptr}, {"result", "ok"}, {"message", "/home/ann/.env"}});
    CHECK(json["forecast"]["pipedrive"]["tokens_a_day"] == 23'742);
    CHECK(json["forecast"]["hubspot"]["calls_a_day"] == 2'891);
    CHECK(json["forecast"]["pipedrive"]["takes_ms"] == 125'000);
    CHECK(json["forecast"]["pipedrive"]["poll_interval_now_ms"] == 90'000);
    CHECK(json["first_pass"]["creates_on_pipedrive"] == 1'250);
    CHECK(json["first_pass"]["later_on_pipedrive"] == 250);
    report.findings.push_back(broken({"read", Crm::pipedrive}, "no right", ExitCode::needs_a_person));
    report.forecast.reset();
    report.first_pass.reset();
    json = nlohmann::json::parse(check_as_json(report, "1.2.3"));
    CHECK(json["exit_code"] == 3);
    CHECK(json["error"] == nlohmann::json{{"kind", "read"}, {"message", "no right"}});
    CHECK(json["findings"][2]["platform"] == "pipedrive");
    CHECK(json["forecast"].is_null());
    CHECK(json["first_pass"].is_null());
}
