#include "pdhs/crm/hubspot/json_request.h"

#include <array>
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

std::string encode_batch_read(std::span<const std::string> keys, ReadBy read_by) {
    JsonWriter writer;
    writer.begin_object();
    if (read_by == ReadBy::email) writer.member("idProperty", "email");
    writer.key("properties").begin_array();
    for (const auto name : wanted_properties) writer.value(name);
    writer.end_array().key("inputs").begin_array();
    for (const auto& key : keys) writer.begin_object().member("id", key).end_object();
    return writer.end_array().end_object().text();
}

}  // namespace pdhs::hubspot
