#include "pdhs/crm/hubspot/json_contact.h"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "pdhs/core/text.h"
#include "pdhs/crm/excess.h"

namespace pdhs::hubspot {

namespace {

/// Values of HubSpot's lists, as "a@x.com;b@x.com".
std::vector<std::string> split_list(std::string_view text) {
    std::vector<std::string> result;
    while (!text.empty()) {
        const auto end = std::min(text.find(';'), text.size());
        if (auto piece = trimmed(text.substr(0, end)); !piece.empty()) result.push_back(std::move(piece));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return result;
}

std::vector<std::string> emails_of(const JsonValue& properties) {
    auto result = split_list(properties["hs_additional_emails"].trimmed_text());
    const auto primary = properties["email"].trimmed_text();
    std::erase(result, primary);
    if (!primary.empty()) result.insert(result.begin(), primary);
    return result;
}

std::vector<Phone> phones_of(const JsonValue& properties) {
    std::vector<Phone> result = {{properties["phone"].trimmed_text(), std::string(work_phone)},
                                 {properties["mobilephone"].trimmed_text(), "mobile"}};
    std::erase_if(result, [](const Phone& phone) { return phone.value.empty(); });
    return result;
}

std::optional<Time> either(std::optional<Time> first, std::optional<Time> second) {
    return first ? first : second;
}

Record record_of(const std::string& id, const JsonValue& object) {
    const auto properties = object["properties"];
    Record record;
    record.ref = {Crm::hubspot, id};
    record.first_name = properties["firstname"].trimmed_text();
    record.last_name = properties["lastname"].trimmed_text();
    record.emails = emails_of(properties);
    record.phones = phones_of(properties);
    record.company = properties["company"].trimmed_text();
    record.merged_ids = split_list(properties["hs_merged_object_ids"].trimmed_text());
    record.created = either(properties["createdate"].time(), object["createdAt"].time());
    record.changed = either(properties["lastmodifieddate"].time(), object["updatedAt"].time());
    return record;
}

/// Why the object cannot be used; "" if it can.
std::string fault_of(const JsonValue& object) {
    const auto properties = object["properties"];
    if (!properties.is_object()) return "the contact came without properties";
    for (const auto name : wanted_properties) {
        const auto value = properties[name];
        if (!value.is_nothing() && !value.is_text()) return fmt::format("the property {} is not text", name);
    }
    return {};
}

}  // namespace

std::optional<Row> decode_row(const JsonValue& object) {
    auto id = object["id"].id();
    if (!id) return std::nullopt;
    Row row{std::move(*id), object["archived"].boolean().value_or(false)};
    row.trace_id = object["objectWriteTraceId"].text();
    row.reason = fault_of(object);
    if (!row.reason.empty()) return row;
    auto record = record_of(row.id, object);
    row.reason = excess_of(record);
    if (row.reason.empty()) row.record = std::move(record);
    return row;
}

}  // namespace pdhs::hubspot
