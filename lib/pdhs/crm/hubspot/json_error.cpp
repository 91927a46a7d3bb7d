#include "pdhs/crm/hubspot/json_error.h"

#include <algorithm>
#include <array>
#include <iterator>

#include "pdhs/core/text.h"

namespace pdhs::hubspot {

namespace {

constexpr std::array<std::string_view, 4> exists_codes = {"CONFLICT", "OBJECT_ALREADY_EXISTS", "CONTACT_EXISTS",
                                                          "CONFLICTING_UNIQUE_VALUE"};

void add_text(std::vector<std::string>& list, const JsonValue& value) {
    if (auto text = value.trimmed_text(); !text.empty()) list.push_back(std::move(text));
}

/// The texts of a context's member, which is a list or, now and then, a single value.
std::vector<std::string> context_texts(const JsonValue& object, std::string_view name) {
    const auto value = object["context"][name];
    std::vector<std::string> result;
    add_text(result, value);
    for (const auto& element : value.elements()) add_text(result, element);
    return result;
}

void append(std::vector<std::string>& list, std::vector<std::string> more) {
    std::move(more.begin(), more.end(), std::back_inserter(list));
}

/// "Property values were not valid: [{...}]": the list inside the message, if there is one.
std::optional<JsonDocument> embedded_list(const std::string& message) {
    const auto begin = message.find("[{");
    const auto end = message.rfind(']');
    if (begin == std::string::npos || end == std::string::npos || end < begin) return std::nullopt;
    return JsonDocument::parse(std::string_view(message).substr(begin, end + 1 - begin));
}

/// Everything that is said in one body, in all the places where HubSpot says it.
struct Sayings {
    std::vector<std::string> sentences;  ///< of the list inside the message
    std::vector<std::string> messages;   ///< all messages, raw
    std::vector<std::string> codes;
};

void hear_embedded(Sayings& sayings, const std::string& message) {
    const auto list = embedded_list(message);
    if (!list) return;
    for (const auto& element : list->root().elements()) {
        const auto localised = element["localizedErrorMessage"];
        add_text(sayings.sentences, localised.is_string() ? localised : element["message"]);
        add_text(sayings.messages, element["message"]);
        add_text(sayings.codes, element["error"]);
    }
}

Sayings hear(const JsonValue& object) {
    Sayings sayings;
    add_text(sayings.messages, object["message"]);
    add_text(sayings.messages, object["error"]["message"]);
    for (const auto& error : object["errors"].elements()) {
        add_text(sayings.messages, error["message"]);
        add_text(sayings.codes, error["code"]);
    }
    hear_embedded(sayings, object["message"].text().value_or(""));
    add_text(sayings.codes, object["error"]);
    add_text(sayings.codes, object["subCategory"]);
    return sayings;
}

std::string sentence_of(const Sayings& sayings) {
    if (sayings.sentences.empty()) return sayings.messages.empty() ? "" : sayings.messages.front();
    std::string result;
    for (const auto& sentence : sayings.sentences) result += (result.empty() ? "" : "; ") + sentence;
    return result;
}

/// N of "Existing ID: N".
std::optional<std::string> named_id(std::string_view message) {
    constexpr std::string_view announcement = "Existing ID:";
    const auto at = message.find(announcement);
    if (at == std::string_view::npos) return std::nullopt;
    message.remove_prefix(at + announcement.size());
    message.remove_prefix(std::min(message.find_first_not_of(" \t\r\n"), message.size()));
    const auto digits = message.substr(0, message.find_first_not_of("0123456789"));
    if (digits.empty()) return std::nullopt;
    return std::string(digits);
}

std::optional<std::string> existing_id_of(const JsonValue& object, const Sayings& sayings) {
    if (const auto ids = context_texts(object, "existingId"); !ids.empty()) return ids.front();
    for (const auto& message : sayings.messages)
        if (auto id = named_id(message)) return id;
    return std::nullopt;
}

std::vector<std::string> scopes_of(const JsonValue& object) {
    auto result = context_texts(object, "requiredGranularScopes");
    for (const auto& error : object["errors"].elements())
        append(result, context_texts(error, "requiredGranularScopes"));
    return result;
}

bool says_taken(const std::string& message) {
    return message.find("already has that value") != std::string::npos;
}

bool means_exists(const std::string& code) {
    return std::find(exists_codes.begin(), exists_codes.end(), code) != exists_codes.end();
}

}  // namespace

ErrorEntry decode_error(const JsonValue& object) {
    const auto sayings = hear(object);
    ErrorEntry entry;
    entry.sentence = sentence_of(sayings);
    entry.category = object["category"].trimmed_text();
    entry.codes = sayings.codes;
    entry.policy = object["policyName"].trimmed_text();
    entry.correct_hublet = object["correctHublet"].trimmed_text();
    entry.scopes = scopes_of(object);
    entry.existing_id = existing_id_of(object, sayings);
    entry.ids = context_texts(object, "ids");
    entry.trace_ids = context_texts(object, "objectWriteTraceId");
    entry.value_taken = std::any_of(sayings.messages.begin(), sayings.messages.end(), says_taken);
    return entry;
}

std::optional<ErrorEntry> decode_error(std::string_view body) {
    const auto document = JsonDocument::parse(body);
    if (!document || !document->root().is_object()) return std::nullopt;
    return decode_error(document->root());
}

bool says_exists(const ErrorEntry& entry) {
    return entry.value_taken || entry.existing_id || means_exists(entry.category) ||
           std::any_of(entry.codes.begin(), entry.codes.end(), means_exists);
}

}  // namespace pdhs::hubspot
