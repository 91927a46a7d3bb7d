#include <algorithm>

#include "pdhs/report/check_text.h"
#include "pdhs/report/json_writer.h"

namespace pdhs {

namespace {

std::optional<ReportError> first_failure(const CheckReport& report) {
    const auto found = std::find_if(report.findings.begin(), report.findings.end(),
                                    [](const Finding& finding) { return finding.grade == Grade::failed; });
    if (found == report.findings.end()) return std::nullopt;
    return ReportError{found->topic, found->text};
}

void write_finding(JsonWriter& writer, const Finding& finding) {
    writer.StartObject();
    write_member(writer, "check", finding.topic);
    write_text_or_null(writer, "platform", finding.crm ? name_of(*finding.crm) : "");
    write_member(writer, "result", name_of(finding.grade));
    write_member(writer, "message", finding.text);
    writer.EndObject();
}

void write_forecast(JsonWriter& writer, Crm crm, const Forecast& forecast) {
    write_key(writer, name_of(crm));
    writer.StartObject();
    write_member(writer, crm == Crm::hubspot ? "calls_a_day" : "tokens_a_day", forecast.cost);
    write_member(writer, "quota", forecast.quota);
    write_member(writer, "polls_a_day", forecast.polls);
    write_member(writer, "poll_interval_ms", static_cast<long long>(forecast.interval.count()));
    write_member(writer, "poll_interval_now_ms", static_cast<long long>(forecast.interval_now.count()));
    write_member(writer, "to_create", forecast.to_create);
    write_or_null(writer, "takes_ms", forecast.takes, [](JsonWriter& out, Millis takes) { out.Int64(takes.count()); });
    writer.EndObject();
}

void write_forecasts(JsonWriter& writer, const PerCrm<Forecast>& forecast) {
    writer.StartObject();
    for (const auto crm : both_crms) write_forecast(writer, crm, forecast[crm]);
    writer.EndObject();
}

void write_first_pass(JsonWriter& writer, const FirstPass& pass) {
    writer.StartObject();
    for (const auto crm : both_crms) write_member(writer, "creates_on_" + std::string(name_of(crm)), pass.creates[crm]);
    for (const auto crm : both_crms) write_member(writer, "later_on_" + std::string(name_of(crm)), pass.later[crm]);
    write_member(writer, "left_alone", pass.left_alone);
    writer.EndObject();
}

}  // namespace

std::string check_as_json(const CheckReport& report, const std::string& version) {
    rapidjson::StringBuffer buffer;
    JsonWriter writer(buffer);
    writer.StartObject();
    write_member(writer, "schema", "pdhs-sync.check/1");
    write_member(writer, "version", version);
    write_member(writer, "exit_code", static_cast<int>(report.exit_code()));
    write_error(writer, first_failure(report));
    write_list(writer, "findings", report.findings, write_finding);
    write_or_null(writer, "forecast", report.forecast, write_forecasts);
    write_or_null(writer, "first_pass", report.first_pass, write_first_pass);
    writer.EndObject();
    return text_of(buffer);
}

}  // namespace pdhs
