// The JSON reader under both platforms' decoders: what a strict reader (nlohmann's, of the tests only) accepts, ours
// reads the same way, and what that one refuses, ours does not read either.
#include <algorithm>
#include <charconv>
#include <cmath>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <vector>

#include "fuzz/require.h"
#include "fuzz/sound.h"
#include "pdhs/core/text.h"
#include "pdhs/crm/json/reader.h"
#include "pdhs/crm/json/repair.h"
#include "pdhs/crm/json/writer.h"

namespace {

using fuzz::require;
using fuzz::require_same;
using pdhs::JsonDocument;
using pdhs::JsonValue;

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

/// What every value promises, whatever it is.
void look_at(const JsonValue& value) {
    const auto text = value.trimmed_text();
    require(fuzz::is_utf8(text), "texts are valid UTF-8");
    require_same(pdhs::trimmed(text), text, "a trimmed text is trimmed");
    require(value.is_string() + value.is_array() + value.is_object() + value.is_nothing() <= 1, "a value is one thing");
    require(value.elements().empty() || value.is_array(), "only arrays have elements");
    if (const auto id = value.id()) fuzz::require_id(*id);
    if (const auto number = value.integer()) {
        long long again = 0;
        std::from_chars(text.data(), text.data() + text.size(), again);
        require(again == *number, "a whole number is what its text says");
    }
    (void)value.time();
}

/// Walks a document with the strict reader's events beside it. Without a document it only notes what was read.
class Comparison final : public nlohmann::json_sax<nlohmann::json> {
  public:
    explicit Comparison(const std::optional<JsonDocument>& document) : document_(document) {}

    /// RapidJSON refuses some numbers near the greatest that there is, or with a needless exponent (0e999).
    [[nodiscard]] bool has_extreme_number() const { return has_extreme_number_; }

    bool null() override {
        return met([](const JsonValue& value) { return value.is_null(); });
    }
    bool boolean(bool truth) override {
        return met([&](const JsonValue& value) { return value.boolean() == truth; });
    }
    bool number_integer(number_integer_t number) override { return whole(std::to_string(number)); }
    bool number_unsigned(number_unsigned_t number) override { return whole(std::to_string(number)); }
    bool number_float(number_float_t number, const string_t& digits) override {
        const bool has_long_exponent = digits.size() - std::min(digits.find_first_of("eE"), digits.size()) > 3;
        has_extreme_number_ = has_extreme_number_ || has_long_exponent || std::abs(number) > 1e300;
        return met([&](const JsonValue& value) {
            const auto read = std::strtod(value.text().value_or("nothing").c_str(), nullptr);
            return std::abs(read - number) <= std::abs(number) * 1e-12 || std::abs(number) < 1e-300;
        });
    }
    bool string(string_t& text) override {
        return met([&](const JsonValue& value) { return value.is_string() && value.text() == text; });
    }
    bool binary(binary_t&) override { return false; }
    bool start_object(std::size_t) override { return enter(true); }
    bool end_object() override { return leave(); }
    bool start_array(std::size_t) override { return enter(false); }
    bool end_array() override {
        const auto& place = places_.back();
        require(!place.value || place.next == place.elements.size(), "an array has all its elements");
        return leave();
    }
    bool key(string_t& name) override {
        auto& place = places_.back();
        const bool is_first = place.names.insert(name).second;
        place.member = is_first && place.value ? std::optional((*place.value)[name]) : std::nullopt;
        return true;
    }
    bool parse_error(std::size_t, const std::string&, const nlohmann::detail::exception&) override { return false; }

  private:
    /// An array or object that is being read. Nothing is known of one that ours leaves out, a second member of a name.
    struct Place {
        std::optional<JsonValue> value;
        std::vector<JsonValue> elements;
        std::size_t next = 0;
        std::set<std::string> names = {};
        std::optional<JsonValue> member = {};
    };

    std::optional<JsonValue> current() {
        if (places_.empty()) return document_ ? std::optional(document_->root()) : std::nullopt;
        auto& place = places_.back();
        if (!place.value || !place.value->is_array()) return place.member;
        require(place.next < place.elements.size(), "an array has all its elements");
        return place.elements[place.next++];
    }

    template <class Same>
    bool met(const Same& is_same) {
        if (const auto value = current()) {
            look_at(*value);
            require(is_same(*value), "both readers read the same");
        }
        return true;
    }

    bool whole(const std::string& digits) {
        return met([&](const JsonValue& value) { return !value.is_string() && value.text() == digits; });
    }

    bool enter(bool is_object) {
        const auto value = current();
        if (value) look_at(*value);
        if (value) require(is_object ? value->is_object() : value->is_array(), "both readers read the same");
        places_.push_back({value, value ? value->elements() : std::vector<JsonValue>{}});
        return true;
    }

    bool leave() {
        places_.pop_back();
        return true;
    }

    const std::optional<JsonDocument>& document_;
    std::vector<Place> places_;
    bool has_extreme_number_ = false;
};

/// No JSON, but the end of one to the strict reader.
bool holds_a_zero(std::string_view text) {
    return text.find('\0') != std::string_view::npos;
}

/// Not read any more, though it is JSON.
bool may_be_nested_too_deeply(std::string_view text) {
    return std::count_if(text.begin(), text.end(), [](char c) { return c == '[' || c == '{'; }) > 100;
}

void compare_readers(std::string_view text, const std::string& repaired) {
    const auto document = JsonDocument::parse(text);
    Comparison comparison(document);
    const bool is_json = nlohmann::json::sax_parse(repaired, &comparison);
    require(!document || is_json, "what is no JSON is not read");
    const bool may_be_refused = comparison.has_extreme_number() || holds_a_zero(text) || may_be_nested_too_deeply(text);
    require(document || !is_json || may_be_refused, "what is JSON is read");
    require(!document || !holds_a_zero(text), "what is no JSON is not read: it holds a 0 byte");
}

void check_repair(std::string_view text, const std::string& repaired) {
    require(fuzz::is_utf8(repaired), "a repaired text is valid UTF-8");
    if (!repaired.starts_with(byte_order_mark))
        require_same(pdhs::repair_json_text(repaired), repaired, "what is repaired needs no repair");
    if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
    if (nlohmann::json::accept(text) && !holds_a_zero(text))
        require_same(repaired, text, "what a strict reader takes is not touched");
}

void check_writer(std::string_view text) {
    pdhs::JsonWriter writer;
    writer.begin_array().value(text).end_array();
    const auto document = JsonDocument::parse(writer.text());
    require(document && document->root().elements().size() == 1, "what is written can be read");
    require_same(document->root().elements()[0].text().value_or(""), pdhs::repair_utf8(text),
                 "what is read was written");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    const auto text = fuzz::text_of(data, size);
    const auto repaired = pdhs::repair_json_text(text);
    check_repair(text, repaired);
    compare_readers(text, repaired);
    check_writer(text);
    return 0;
}
