#pragma once
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <optional>
#include <string>
#include <string_view>

#include "pdhs/core/report.h"
#include "pdhs/core/time.h"

namespace pdhs {

using JsonWriter = rapidjson::Writer<rapidjson::StringBuffer>;

/// All that was written; it draws nothing on a terminal.
[[nodiscard]] std::string text_of(const rapidjson::StringBuffer& buffer);

void write_key(JsonWriter& writer, std::string_view name);
/// A text becomes valid UTF-8.
void write_member(JsonWriter& writer, std::string_view name, std::string_view value);
void write_member(JsonWriter& writer, std::string_view name, long long value);
/// Not an overload: a text literal would rather become a bool than a string_view.
void write_truth(JsonWriter& writer, std::string_view name, bool value);
/// An empty text is null.
void write_text_or_null(JsonWriter& writer, std::string_view name, std::string_view value);
/// ISO 8601 in UTC with milliseconds; null without a time.
void write_time(JsonWriter& writer, std::string_view name, const std::optional<Time>& time);
/// `error`: null, or its kind and message.
void write_error(JsonWriter& writer, const std::optional<ReportError>& error);
/// The object of one action, as in `actions`.
void write_action(JsonWriter& writer, const Action& action);

/// What `write` writes; null where there is nothing.
template <class T, class Write>
void write_or_null(JsonWriter& writer, std::string_view name, const std::optional<T>& value, Write write) {
    write_key(writer, name);
    if (value)
        write(writer, *value);
    else
        writer.Null();
}

/// An array of what `write` writes for each item.
template <class Items, class Write>
void write_list(JsonWriter& writer, std::string_view name, const Items& items, Write write) {
    write_key(writer, name);
    writer.StartArray();
    for (const auto& item : items) write(writer, item);
    writer.EndArray();
}

}  // namespace pdhs
