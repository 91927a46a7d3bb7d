#pragma once
#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "pdhs/core/contact.h"
#include "pdhs/crm/json/reader.h"

namespace pdhs::hubspot {

/// The most contacts in one page or one batch (API page, "GET list" and "Batch endpoints").
inline constexpr std::size_t page_size = 100;

/// The most contacts in one page of a search (API page, "POST search").
inline constexpr std::size_t search_page_size = 200;

/// The properties that every read names; HubSpot adds createdate and lastmodifieddate.
inline constexpr std::array<std::string_view, 8> wanted_properties = {
    "email", "hs_additional_emails", "firstname", "lastname",
    "phone", "mobilephone",          "company",   "hs_merged_object_ids"};

/// The label of what the property `phone` holds.
inline constexpr std::string_view work_phone = "work";

/// One object of an answer (API page, "Object representation").
struct Row {
    std::string id;
    bool archived = false;
    std::optional<std::string> trace_id = {};  ///< objectWriteTraceId, where an answer echoes it
    std::optional<Record> record = {};         ///< nothing if the object cannot be used
    std::string reason = {};                   ///< why not

    bool operator==(const Row&) const = default;
};

/// Nothing if the object has no id.
[[nodiscard]] std::optional<Row> decode_row(const JsonValue& object);

}  // namespace pdhs::hubspot
