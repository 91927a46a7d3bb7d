#include "pdhs/report/json_writer.h"

#include "pdhs/core/text.h"

namespace pdhs {

std::string text_of(const rapidjson::StringBuffer& buffer) {
    return printable_json({buffer.GetString(), buffer.GetSize()});
}

void write_key(JsonWriter& writer, std::string_view name) {
    writer.Key(name.data(), static_cast<rapidjson::SizeType>(name.size()));
}

void write_member(JsonWriter& writer, std::string_view name, std::string_view value) {
    write_key(writer, name);
    writer.String(repair_utf8(value));
}

void write_member(JsonWriter& writer, std::string_view name, long long value) {
    write_key(writer, name);
    writer.Int64(value);
}

void write_truth(JsonWriter& writer, std::string_view name, bool value) {
    write_key(writer, name);
    writer.Bool(value);
}

void write_text_or_null(JsonWriter& writer, std::string_view name, std::string_view value) {
    if (!value.empty()) return write_member(writer, name, value);
    write_key(writer, name);
    writer.Null();
}

void write_time(JsonWriter& writer, std::string_view name, const std::optional<Time>& time) {
    write_text_or_null(writer, name, time ? iso_text(*time) : std::string{});
}

void write_error(JsonWriter& writer, const std::optional<ReportError>& error) {
    write_or_null(writer, "error", error, [](JsonWriter& into, const ReportError& known) {
        into.StartObject();
        write_member(into, "kind", known.kind);
        write_member(into, "message", known.message);
        into.EndObject();
    });
}

void write_action(JsonWriter& writer, const Action& action) {
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

}  // namespace pdhs
