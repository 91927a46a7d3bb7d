#include "pdhs/crm/json/reader.h"

#include <fmt/format.h>
#include <rapidjson/document.h>

#include <algorithm>
#include <charconv>

#include "pdhs/core/text.h"
#include "pdhs/crm/json/repair.h"
#include "pdhs/crm/json/time_text.h"

namespace pdhs {

namespace {

std::string string_of(const rapidjson::Value& node) {
    return {node.GetString(), node.GetStringLength()};
}

std::string number_text(const rapidjson::Value& node) {
    if (node.IsInt64()) return fmt::format("{}", node.GetInt64());
    if (node.IsUint64()) return fmt::format("{}", node.GetUint64());
    return fmt::format("{}", node.GetDouble());
}

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

}  // namespace

bool JsonValue::is_object() const {
    return node_ && node_->IsObject();
}
bool JsonValue::is_array() const {
    return node_ && node_->IsArray();
}
bool JsonValue::is_string() const {
    return node_ && node_->IsString();
}
bool JsonValue::is_nothing() const {
    return !node_ || node_->IsNull();
}
bool JsonValue::is_null() const {
    return node_ && node_->IsNull();
}

JsonValue JsonValue::operator[](std::string_view name) const {
    if (!is_object()) return {};
    const rapidjson::Value key(rapidjson::StringRef(name.data(), static_cast<rapidjson::SizeType>(name.size())));
    const auto found = node_->FindMember(key);
    return found == node_->MemberEnd() ? JsonValue() : JsonValue(&found->value);
}

std::vector<JsonValue> JsonValue::elements() const {
    std::vector<JsonValue> result;
    if (!is_array()) return result;
    result.reserve(node_->Size());
    for (const auto& element : node_->GetArray()) result.emplace_back(&element);
    return result;
}

std::optional<std::string> JsonValue::text() const {
    if (is_string()) return string_of(*node_);
    if (node_ && node_->IsNumber()) return number_text(*node_);
    return std::nullopt;
}

std::string JsonValue::trimmed_text() const {
    return trimmed(text().value_or(""));
}

std::optional<std::string> JsonValue::id() const {
    auto result = trimmed_text();
    if (result.empty() || !std::all_of(result.begin(), result.end(), is_digit)) return std::nullopt;
    return result;
}

std::optional<long long> JsonValue::integer() const {
    const auto digits = trimmed_text();
    long long result = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), result);
    if (error != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
    return result;
}

std::optional<bool> JsonValue::boolean() const {
    if (!node_ || !node_->IsBool()) return std::nullopt;
    return node_->GetBool();
}

std::optional<Time> JsonValue::time() const {
    return parse_time(trimmed_text());
}

std::optional<JsonDocument> JsonDocument::parse(std::string_view text) {
    const auto repaired = repair_json_text(text);
    if (repaired.find('\0') != std::string::npos) return std::nullopt;  // RapidJSON would take it for the end
    auto document = std::make_unique<rapidjson::Document>();
    document->Parse<rapidjson::kParseIterativeFlag>(repaired.data(), repaired.size());
    if (document->HasParseError()) return std::nullopt;
    return JsonDocument(std::move(document));
}

JsonDocument::JsonDocument(std::unique_ptr<rapidjson::Document> document) : document_(std::move(document)) {}
JsonDocument::JsonDocument(JsonDocument&&) noexcept = default;
JsonDocument& JsonDocument::operator=(JsonDocument&&) noexcept = default;
JsonDocument::~JsonDocument() = default;

JsonValue JsonDocument::root() const {
    return JsonValue(document_.get());
}

}  // namespace pdhs
