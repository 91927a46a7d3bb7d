#include "pdhs/crm/json/reader.h"

#include <fmt/format.h>
#include <rapidjson/document.h>
#include <rapidjson/reader.h>

#include <algorithm>
#include <charconv>

#include "pdhs/core/text.h"
#include "pdhs/crm/json/repair.h"
#include "pdhs/crm/json/time_text.h"

namespace pdhs {

namespace {

std::string_view string_of(const rapidjson::Value& node) {
    return {node.GetString(), node.GetStringLength()};
}

std::string number_text(const rapidjson::Value& node) {
    if (node.IsInt64()) return fmt::format("{}", node.GetInt64());
    if (node.IsUint64()) return fmt::format("{}", node.GetUint64());
    return fmt::format("{}", node.GetDouble());
}

/// Hands on what a parser finds, up to bounds far beyond every honest answer: the values of 32 MB of brackets or zeros
/// would take a gigabyte, and the parser, which calls itself for each bracket, all of the stack.
class Bounded {
  public:
    explicit Bounded(rapidjson::Document& document) : document_(document) {}

    bool Null() { return has_room() && document_.Null(); }
    bool Bool(bool truth) { return has_room() && document_.Bool(truth); }
    bool Int(int number) { return has_room() && document_.Int(number); }
    bool Uint(unsigned number) { return has_room() && document_.Uint(number); }
    bool Int64(std::int64_t number) { return has_room() && document_.Int64(number); }
    bool Uint64(std::uint64_t number) { return has_room() && document_.Uint64(number); }
    bool Double(double number) { return has_room() && document_.Double(number); }
    bool RawNumber(const char* text, unsigned size, bool copy) {
        return has_room() && document_.RawNumber(text, size, copy);
    }
    bool String(const char* text, unsigned size, bool copy) { return has_room() && document_.String(text, size, copy); }
    bool Key(const char* text, unsigned size, bool copy) { return has_room() && document_.Key(text, size, copy); }
    bool StartObject() { return has_room() && ++depth_ <= most_depth && document_.StartObject(); }
    bool StartArray() { return has_room() && ++depth_ <= most_depth && document_.StartArray(); }
    bool EndObject(unsigned members) { return --depth_ >= 0 && document_.EndObject(members); }
    bool EndArray(unsigned elements) { return --depth_ >= 0 && document_.EndArray(elements); }

  private:
    static constexpr int most_depth = 100;
    static constexpr int most_values = 2'000'000;

    bool has_room() { return ++values_ <= most_values; }

    rapidjson::Document& document_;
    int depth_ = 0;
    int values_ = 0;
};

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
    if (is_string()) return std::string(string_of(*node_));
    if (node_ && node_->IsNumber()) return number_text(*node_);
    return std::nullopt;
}

bool JsonValue::is_text() const {
    return node_ && (node_->IsString() || node_->IsNumber());
}

std::string JsonValue::trimmed_text() const {
    return is_string() ? trimmed(string_of(*node_)) : text().value_or("");
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
    return is_string() ? parse_time(trimmed_part(string_of(*node_))) : std::nullopt;
}

/// The strings of the document are parts of the text.
struct JsonDocument::Content {
    std::string text;
    rapidjson::Document document{};
};

std::optional<JsonDocument> JsonDocument::parse(std::string_view text) {
    auto content = std::make_unique<Content>(Content{repair_json_text(text)});
    if (content->text.find('\0') != std::string::npos) return std::nullopt;  // RapidJSON would take it for the end
    bool is_whole = false;
    const auto parse_into = [&](rapidjson::Document& target) {
        rapidjson::InsituStringStream stream(content->text.data());
        Bounded bounded(target);
        is_whole = !rapidjson::Reader().Parse<rapidjson::kParseInsituFlag>(stream, bounded).IsError();
        return is_whole;
    };
    content->document.Populate(parse_into);
    if (!is_whole) return std::nullopt;
    return JsonDocument(std::move(content));
}

JsonDocument::JsonDocument(std::unique_ptr<Content> content) : content_(std::move(content)) {}
JsonDocument::JsonDocument(JsonDocument&&) noexcept = default;
JsonDocument& JsonDocument::operator=(JsonDocument&&) noexcept = default;
JsonDocument::~JsonDocument() = default;

JsonValue JsonDocument::root() const {
    return JsonValue(&content_->document);
}

}  // namespace pdhs
