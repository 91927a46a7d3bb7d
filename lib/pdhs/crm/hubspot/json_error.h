#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "pdhs/crm/json/reader.h"

namespace pdhs::hubspot {

/// One error in HubSpot's words: the body of a refused request, or one of the `errors` of a 207 (API page, "Error
/// envelope" and "400 validation bodies"). Every member may be empty: HubSpot promises none.
struct ErrorEntry {
    std::string sentence;             ///< for people, in the account's language; lists embedded in it are unpacked
    std::string category;             ///< "VALIDATION_ERROR", "CONFLICT", "MISSING_SCOPES" ...
    std::vector<std::string> codes;   ///< errors[].code, those embedded in the message, `error`, `subCategory`
    std::string policy;               ///< the limit that a 429 names
    std::string correct_hublet;       ///< of a 488
    std::vector<std::string> scopes;  ///< the scopes that the token lacks, or one of them
    std::optional<std::string> existing_id;  ///< the record that stands in the way
    std::vector<std::string> ids;            ///< of a batch: the asked ids this is about
    std::vector<std::string> trace_ids;      ///< of a batch: the inputs this is about
    bool value_taken = false;                ///< the message says that another record "already has that value"
};

[[nodiscard]] ErrorEntry decode_error(const JsonValue& object);
/// Nothing if the body is no JSON object, as the pages of HubSpot's edge.
[[nodiscard]] std::optional<ErrorEntry> decode_error(std::string_view body);

/// Whether the error means that the contact stands there already.
[[nodiscard]] bool says_exists(const ErrorEntry& entry);

}  // namespace pdhs::hubspot
