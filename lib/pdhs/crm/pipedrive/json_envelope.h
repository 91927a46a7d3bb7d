#pragma once
#include <string>
#include <string_view>

#include "pdhs/crm/json/reader.h"
#include "pdhs/crm/pipedrive/answer.h"

namespace pdhs::pipedrive {

/// What an answer says about an error, in any of Pipedrive's forms (API page, section 3).
struct ErrorBody {
    enum class Form { json, other };
    Form form = Form::other;  ///< other: an HTML page, an empty body, anything but a JSON object
    std::string sentence;     ///< Pipedrive's own words, as they stand there; may be localised
    std::string code;         ///< as "ERR_SCHEMA_VALIDATION_FAILED"; empty if there is none
};

[[nodiscard]] ErrorBody decode_error(std::string_view body);

/// The body of a 2xx answer. Damaged: what is no JSON object, and `success` other than true.
[[nodiscard]] Answer<JsonDocument> open_envelope(std::string_view body);

}  // namespace pdhs::pipedrive
