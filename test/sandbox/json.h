#pragma once
#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "sandbox/exchange.h"

namespace sandbox {

/// Keeps the order of members, as the recorded bodies do.
using Json = nlohmann::ordered_json;

/// The text of an answer's body: "{{lone_surrogate}}" becomes the escape \ud83d without its partner,
/// "{{bad_utf8}}" the bytes FF FE.
std::string to_body(const Json& json);

/// Nothing when the text is not JSON.
std::optional<Json> parse_json(const std::string& text);

/// The request's body is announced as JSON; parameters such as a charset may follow.
bool sent_as_json(const Request& request);

}  // namespace sandbox
