#include "pdhs/core/secret.h"

#include <algorithm>
#include <charconv>

namespace pdhs {

namespace {

constexpr std::string_view instead = "[token]";

/// The character of "u00XX" at the start of the text; 0: there is none.
char unicode_escape_in(std::string_view text) {
    constexpr std::size_t length = 5;
    int unit = 0;
    if (text.size() < length || !text.starts_with("u00")) return 0;
    const auto [end, error] = std::from_chars(text.data() + 1, text.data() + length, unit, 16);
    return error == std::errc() && end == text.data() + length && unit < 0x80 ? static_cast<char>(unit) : '\0';
}

/// How many bytes at the start of the text stand for the character, as it is or escaped; 0: they do not. Where JSON
/// stands within a text of JSON, it is escaped more than once.
std::size_t length_of(char character, std::string_view text) {
    const auto backslashes = std::min(text.find_first_not_of('\\'), text.size());
    const auto rest = text.substr(backslashes);
    // Before the letter itself, which may be a u.
    if (backslashes > 0 && unicode_escape_in(rest) == character) return backslashes + 5;
    if (rest.starts_with(character)) return backslashes + 1;
    return character == '\\' ? backslashes : 0;
}

/// The same for a whole token.
std::size_t length_of(std::string_view token, std::string_view text) {
    std::size_t length = 0;
    for (const char character : token) {
        const auto more = length_of(character, text.substr(length));
        if (more == 0) return 0;
        length += more;
    }
    return length;
}

std::string without_plain(std::string text, std::string_view token) {
    for (auto at = text.find(token); at != std::string::npos; at = text.find(token, at + instead.size()))
        text.replace(at, token.size(), instead);
    return text;
}

/// What is passed over where no token begins: all of a row of backslashes, so that a long one is looked at once.
std::size_t length_of_none(std::string_view text) {
    return std::max<std::size_t>(1, std::min(text.find_first_not_of('\\'), text.size()));
}

std::string without_escaped(std::string_view text, std::string_view token) {
    std::string result;
    const auto may_begin = std::string{'\\', token.front()};
    for (auto at = text.find_first_of(may_begin); at != std::string_view::npos; at = text.find_first_of(may_begin)) {
        result += text.substr(0, at);
        text.remove_prefix(at);
        const auto length = length_of(token, text);
        const auto passed = length == 0 ? length_of_none(text) : length;
        result += length == 0 ? text.substr(0, passed) : instead;
        text.remove_prefix(passed);
    }
    return result.append(text);
}

}  // namespace

std::string Secret::redacted_from(std::string text) const {
    if (text_.empty()) return text;
    text = without_plain(std::move(text), text_);
    return text.find('\\') == std::string::npos ? text : without_escaped(text, text_);
}

}  // namespace pdhs
