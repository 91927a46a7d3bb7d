#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "pdhs/crm/hubspot/json_contact.h"
#include "pdhs/crm/hubspot/json_error.h"

namespace pdhs::hubspot {

/// One page of the listing.
struct ListedPage {
    std::vector<Row> rows;             ///< archived ones too
    std::optional<std::string> after;  ///< where the next page begins; nothing on the last one
};

/// One page of a search.
struct FoundPage {
    std::vector<Row> rows;           ///< archived ones too
    std::optional<long long> total;  ///< of hits, those of this page included; nothing if the answer does not say
};

/// An answer to batch/read or batch/create, complete (200, 201) or partial (207).
struct BatchAnswer {
    std::vector<Row> rows;  ///< not in the order asked
    std::vector<ErrorEntry> errors;
};

/// Nothing if the body is no page: no JSON, no list of results, a row without an id, or a next page without a place.
[[nodiscard]] std::optional<ListedPage> decode_page(std::string_view body);
/// Nothing if the body is no page: no JSON, no list of results, or a row without an id. Offsets are of no interest.
[[nodiscard]] std::optional<FoundPage> decode_found_page(std::string_view body);
/// Nothing if the body is no batch answer. A row without an id is left out: whoever asked will miss it.
[[nodiscard]] std::optional<BatchAnswer> decode_batch(std::string_view body);
/// A single contact; nothing if it has no id.
[[nodiscard]] std::optional<Row> decode_contact(std::string_view body);
/// What an answer about the account says of the portal.
struct Portal {
    std::string id;
    std::string about;  ///< its name, kind and place for people, as far as they are told
};
/// Nothing if the answer names no id.
[[nodiscard]] std::optional<Portal> decode_portal(std::string_view body);

}  // namespace pdhs::hubspot
