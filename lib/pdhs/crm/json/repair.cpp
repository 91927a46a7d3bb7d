#include "pdhs/crm/json/repair.h"

#include <algorithm>
#include <charconv>
#include <optional>

#include "pdhs/core/text.h"

namespace pdhs {

namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
constexpr std::size_t escape_length = 6;  // \uXXXX

/// The code unit of the escape `\uXXXX` at the start of `text`.
std::optional<unsigned> escaped_unit(std::string_view text) {
    if (text.size() < escape_length || text[0] != '\\' || text[1] != 'u') return std::nullopt;
    unsigned unit = 0;
    const auto* last = text.data() + escape_length;
    const auto [end, error] = std::from_chars(text.data() + 2, last, unit, 16);
    if (error != std::errc() || end != last) return std::nullopt;
    return unit;
}

bool is_high(unsigned unit) {
    return unit >= 0xD800 && unit <= 0xDBFF;
}
bool is_low(unsigned unit) {
    return unit >= 0xDC00 && unit <= 0xDFFF;
}

/// Moves one escape sequence from `text` to `result`; a surrogate pair counts as one.
void move_escape(std::string_view& text, std::string& result) {
    const auto first = escaped_unit(text);
    auto length = first ? escape_length : std::min<std::size_t>(2, text.size());
    auto lone = first && is_low(*first);
    if (first && is_high(*first)) {
        const auto second = escaped_unit(text.substr(escape_length));
        lone = !second || !is_low(*second);
        if (!lone) length = 2 * escape_length;
    }
    result += lone ? std::string_view("\\uFFFD") : text.substr(0, length);
    text.remove_prefix(length);
}

std::string repair_surrogates(std::string repaired) {
    if (repaired.find('\\') == std::string::npos) return repaired;
    std::string_view text = repaired;
    std::string result;
    result.reserve(text.size());
    for (auto at = text.find('\\'); at != std::string_view::npos; at = text.find('\\')) {
        result += text.substr(0, at);
        text.remove_prefix(at);
        move_escape(text, result);
    }
    result += text;
    return result;
}

}  // namespace

std::string repair_json_text(std::string_view text) {
    if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
    return repair_surrogates(repair_utf8(text));
}

}  // namespace pdhs
