#include "pdhs/report/json.h"

#include <fmt/format.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <chrono>

#include "pdhs/core/text.h"

namespace pdhs {

namespace {

using Writer = rapidjson::Writer<rapidjson::StringBuffer>;

void write_key(Writer& writer, std::string_view name) {
    writer.Key(name.data(), static_cast<rapidjson::SizeType>(name.size()));
}

void write_member(Writer& writer, std::string_view name, std::string_view value) {
    write_key(writer, name);
    writer.String(repair_utf8(value));
}

void write_member(Writer& writer, std::string_view name, long long value) {
    write_key(writer, name);
    writer.Int64(value);
}

/// Not an overload: a text literal would rather become a bool than a string_view.
void write_truth(Writer& writer, std::string_view name, bool value) {
    write_key(writer, name);
    writer.Bool(value);
}

void write_text_or_null(Writer& writer, std::string_view name, std::string_view value) {
    if (!value.empty()) return write_member(writer, name, value);
    write_key(writer, name);
    writer.Null();
}

/// ISO 8601 in UTC with milliseconds.
std::string iso_text(Time time) {
    const auto day = std::chrono::floor<std::chrono::days>(time);
    const std::chrono::year_month_day date{day};
    const std::chrono::hh_mm_ss clock{time - day};
    return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:03}Z", static_cast<int>(date.year()),
                       static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()), clock.hours().count(),
                       clock.minutes().count(), clock.seconds().count(), clock.subseconds().count());
}

void write_error(Writer& writer, const std::optional<ReportError>& error) {
    write_key(writer, "error");
    if (!error) {
        writer.Null();
        return;
    }
    writer.StartObject();
    write_member(writer, "kind", error->kind);
    write_member(writer, "message", error->message);
    writer.EndObject();
}

void write_platform(Writer& writer, const Report& report, Crm crm) {
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

void write_action(Writer& writer, const Action& action) {
    writer.StartObject();
    write_member(writer, "do", name_of(action.what));
    write_member(writer, "on", name_of(action.on));
    write_member(writer, "from", to_string(action.from));
    write_member(writer, "key", action.key);
    write_text_or_null(writer, "result", name_of(action.outcome));
    write_text_or_null(writer, "id", action.id);
    write_text_or_null(writer, "reason", action.reason);
    write_text_or_null(writer, "name", action.name);
    write_text_or_null(writer, "detail", action.detail);
    writer.EndObject();
}

void write_head(Writer& writer, const Report& report, const std::string& version) {
    write_member(writer, "schema", "pdhs-sync.run/1");
    write_member(writer, "version", version);
    write_member(writer, "pass", report.pass);
    write_truth(writer, "dry_run", report.dry_run);
    write_member(writer, "exit_code", static_cast<long long>(report.exit_code));
    write_error(writer, report.error);
    write_member(writer, "started", iso_text(report.started));
    write_member(writer, "duration_ms", static_cast<long long>(report.duration.count()));
}

void write_counts(Writer& writer, const Report& report) {
    write_member(writer, "pending", report.pending);
    write_member(writer, "parked", report.parked);
    write_member(writer, "ambiguous", report.ambiguous);
    write_member(writer, "skipped", report.skipped);
    write_truth(writer, "paced", report.paced);
}

}  // namespace

std::string report_as_json(const Report& report, const std::string& version) {
    rapidjson::StringBuffer buffer;
    Writer writer(buffer);
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
    return {buffer.GetString(), buffer.GetSize()};
}

}  // namespace pdhs
