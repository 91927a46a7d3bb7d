#include "pdhs/report/json.h"

#include "pdhs/core/text.h"
#include "pdhs/report/json_writer.h"

namespace pdhs {

namespace {

void write_platform(JsonWriter& writer, const Report& report, Crm crm) {
    const auto& platform = report.platforms[crm];
    write_key(writer, name_of(crm));
    writer.StartObject();
    write_member(writer, "mode", name_of(platform.mode));
    write_truth(writer, "complete", platform.complete);
    write_member(writer, "read", platform.read);
    write_member(writer, "created", platform.created);
    write_member(writer, "recreated", platform.recreated);
    write_member(writer, "exists", platform.exists);
    write_member(writer, "failed", platform.failed);
    write_member(writer, "requests", platform.requests);
    if (crm == Crm::pipedrive) write_member(writer, "tokens", platform.tokens);
    write_text_or_null(writer, "failure", platform.failure);
    write_text_or_null(writer, "note", platform.note);
    writer.EndObject();
}

void write_head(JsonWriter& writer, const Report& report, const std::string& version) {
    write_member(writer, "schema", "pdhs-sync.run/1");
    write_member(writer, "version", version);
    write_member(writer, "pass", report.pass);
    write_truth(writer, "dry_run", report.dry_run);
    write_member(writer, "exit_code", static_cast<long long>(report.exit_code));
    write_error(writer, report.error);
    write_time(writer, "started", report.started);
    write_member(writer, "duration_ms", static_cast<long long>(report.duration.count()));
}

void write_counts(JsonWriter& writer, const Report& report) {
    write_member(writer, "pending", report.pending);
    write_member(writer, "parked", report.parked);
    write_member(writer, "ambiguous", report.ambiguous);
    write_member(writer, "skipped", report.skipped);
    write_truth(writer, "paced", report.paced);
}

}  // namespace

std::string report_as_json(const Report& report, const std::string& version) {
    rapidjson::StringBuffer buffer;
    JsonWriter writer(buffer);
    writer.StartObject();
    write_head(writer, report, version);
    for (const auto crm : both_crms) write_platform(writer, report, crm);
    write_counts(writer, report);
    write_key(writer, "actions");
    writer.StartArray();
    for (const auto& action : report.actions) write_action(writer, action);
    writer.EndArray();
    write_key(writer, "warnings");
    writer.StartArray();
    for (const auto& warning : report.warnings) writer.String(repair_utf8(warning));
    writer.EndArray();
    writer.EndObject();
    return text_of(buffer);
}

std::string failure_as_json(const std::string& schema, const std::string& version, const Error& error) {
    rapidjson::StringBuffer buffer;
    JsonWriter writer(buffer);
    writer.StartObject();
    write_member(writer, "schema", schema);
    write_member(writer, "version", version);
    write_member(writer, "exit_code", static_cast<long long>(ExitCode::unusable));
    write_error(writer, ReportError{std::string(name_of(error.kind)), error.message});
    writer.EndObject();
    return text_of(buffer);
}

}  // namespace pdhs
