#include "pdhs/crm/hubspot/json_request.h"

#include <fmt/format.h>

#include <array>
#include <string_view>
#include <utility>

#include "pdhs/crm/hubspot/json_contact.h"
#include "pdhs/crm/json/writer.h"

namespace pdhs::hubspot {

namespace {

void write_properties(JsonWriter& writer, const ContactDraft& draft) {
    const std::array<std::pair<const char*, const std::string*>, 5> properties = {{{"email", &draft.email},
                                                                                   {"firstname", &draft.first_name},
                                                                                   {"lastname", &draft.last_name},
                                                                                   {"phone", &draft.phone},
                                                                                   {"company", &draft.company}}};
    writer.key("properties").begin_object();
    for (const auto& [name, value] : properties)
        if (!value->empty()) writer.member(name, *value);
    writer.end_object();
}

void write_filter(JsonWriter& writer, std::string_view property, std::string_view relation, std::string_view value) {
    writer.begin_object();
    writer.member("propertyName", property).member("operator", relation).member("value", value);
    writer.end_object();
}

/// The member that names the properties of an answer.
void write_wanted_properties(JsonWriter& writer) {
    writer.key("properties").begin_array();
    for (const auto name : wanted_properties) writer.value(name);
    writer.end_array();
}

}  // namespace

std::string encode_create(const ContactDraft& draft) {
    JsonWriter writer;
    writer.begin_object();
    write_properties(writer, draft);
    return writer.end_object().text();
}

std::string encode_batch_create(std::span<const TracedDraft> inputs) {
    JsonWriter writer;
    writer.begin_object().key("inputs").begin_array();
    for (const auto& input : inputs) {
        writer.begin_object().member("objectWriteTraceId", input.trace_id);
        write_properties(writer, input.draft);
        writer.end_object();
    }
    return writer.end_array().end_object().text();
}

std::string encode_search_of_changes(Time since, const std::string& last_id) {
    JsonWriter writer;
    writer.begin_object();
    writer.key("filterGroups").begin_array().begin_object().key("filters").begin_array();
    write_filter(writer, "lastmodifieddate", "GTE", fmt::format("{}", since.time_since_epoch().count()));
    if (!last_id.empty()) write_filter(writer, "hs_object_id", "GT", last_id);
    writer.end_array().end_object().end_array();
    writer.key("sorts").begin_array().begin_object();
    writer.member("propertyName", "hs_object_id").member("direction", "ASCENDING");
    writer.end_object().end_array();
    write_wanted_properties(writer);
    writer.member("limit", static_cast<long long>(search_page_size));
    return writer.end_object().text();
}

std::string encode_batch_read(std::span<const std::string> keys, ReadBy read_by) {
    JsonWriter writer;
    writer.begin_object();
    if (read_by == ReadBy::email) writer.member("idProperty", "email");
    write_wanted_properties(writer);
    writer.key("inputs").begin_array();
    for (const auto& key : keys) writer.begin_object().member("id", key).end_object();
    return writer.end_array().end_object().text();
}

}  // namespace pdhs::hubspot
