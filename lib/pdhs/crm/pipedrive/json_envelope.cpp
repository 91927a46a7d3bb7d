#include "pdhs/crm/pipedrive/json_envelope.h"

#include "pdhs/crm/pipedrive/failures.h"

namespace pdhs::pipedrive {

namespace {

std::string sentence_in(const JsonValue& root) {
    for (const auto& place : {root["error"], root["error"]["message"], root["message"]})
        if (auto text = place.trimmed_text(); !text.empty()) return text;
    for (const auto& entry : root["errors"].elements())
        if (auto text = entry.trimmed_text(); !text.empty()) return text;
    return {};
}

ErrorBody error_in(const JsonValue& root) {
    auto code = root["code"].trimmed_text();
    if (code.empty()) code = root["errorCode"].trimmed_text();
    return {ErrorBody::Form::json, sentence_in(root), std::move(code)};
}

bool admits_failure(const JsonValue& root) {
    return !root["success"].is_nothing() && root["success"].boolean() != true;
}

}  // namespace

ErrorBody decode_error(std::string_view body) {
    const auto document = JsonDocument::parse(body);
    if (!document || !document->root().is_object()) return {};
    return error_in(document->root());
}

Answer<JsonDocument> open_envelope(std::string_view body) {
    auto document = JsonDocument::parse(body);
    if (!document) return damaged("an answer that is no JSON");
    if (!document->root().is_object()) return damaged("an answer that is no JSON object");
    if (admits_failure(document->root())) return unsuccessful(error_in(document->root()));
    return std::move(*document);
}

}  // namespace pdhs::pipedrive
