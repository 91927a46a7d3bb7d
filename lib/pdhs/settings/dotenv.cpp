#include "pdhs/settings/dotenv.h"

#include <algorithm>
#include <array>
#include <optional>

// dotenv finds assignments with one regular expression. The functions below follow its parts in their order:
//   ^\s*(?:export\s+)?([\w.-]+)(?:\s*=\s*?|:\s+?)
//   (\s*'(?:\\'|[^'])*'|\s*"(?:\\"|[^"])*"|\s*`(?:\\`|[^`])*`|[^#\r\n]+)?
//   \s*(?:#.*)?$
// Once key and separator are found the rest always matches, in one of a few ways, so that no general backtracking is
// needed. Known difference: U+2028 and U+2029 count as blanks here, not as ends of lines.

namespace pdhs {

namespace {

constexpr auto npos = std::string_view::npos;

/// What JavaScript's \s and trim() match beyond ASCII.
constexpr std::array<std::string_view, 19> wide_blanks = {
    "\xC2\xA0",     "\xE1\x9A\x80", "\xE2\x80\x80", "\xE2\x80\x81", "\xE2\x80\x82", "\xE2\x80\x83", "\xE2\x80\x84",
    "\xE2\x80\x85", "\xE2\x80\x86", "\xE2\x80\x87", "\xE2\x80\x88", "\xE2\x80\x89", "\xE2\x80\x8A", "\xE2\x80\xA8",
    "\xE2\x80\xA9", "\xE2\x80\xAF", "\xE2\x81\x9F", "\xE3\x80\x80", "\xEF\xBB\xBF"};

bool is_ascii_blank(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
}

bool is_key_character(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '.' ||
           c == '-';
}

bool is_quote(char c) {
    return c == '\'' || c == '"' || c == '`';
}

/// Bytes of the blank at the start of `text`; 0 if there is none.
std::size_t blank_length(std::string_view text) {
    if (text.empty()) return 0;
    if (is_ascii_blank(text[0])) return 1;
    const auto found = std::find_if(wide_blanks.begin(), wide_blanks.end(),
                                    [&](std::string_view blank) { return text.substr(0, blank.size()) == blank; });
    return found == wide_blanks.end() ? 0 : found->size();
}

std::size_t skip_blanks(std::string_view text, std::size_t at) {
    while (const auto length = blank_length(text.substr(at))) at += length;
    return at;
}

std::size_t skip_key(std::string_view text, std::size_t at) {
    while (at < text.size() && is_key_character(text[at])) ++at;
    return at;
}

std::string_view without_outer_blanks(std::string_view text) {
    text.remove_prefix(skip_blanks(text, 0));
    auto end = text.size();
    for (std::size_t at = 0; at < text.size();) {
        const auto length = blank_length(text.substr(at));
        at += length == 0 ? 1 : length;
        if (length == 0) end = at;
    }
    return text.substr(0, end);
}

std::string with_unix_line_ends(std::string_view text) {
    std::string result;
    result.reserve(text.size());
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] == '\r' && at + 1 < text.size() && text[at + 1] == '\n') continue;
        result += text[at] == '\r' ? '\n' : text[at];
    }
    return result;
}

struct KeyMatch {
    std::size_t key_begin = 0;
    std::size_t key_end = 0;
    std::size_t value_begin = 0;  ///< behind `=`, or behind `:` and one blank
};

/// The place behind the separator that follows a key; npos if there is none.
std::size_t match_separator(std::string_view text, std::size_t at) {
    const auto sign = skip_blanks(text, at);
    if (sign < text.size() && text[sign] == '=') return sign + 1;
    if (at >= text.size() || text[at] != ':') return npos;
    const auto blank = blank_length(text.substr(at + 1));
    return blank == 0 ? npos : at + 1 + blank;
}

std::optional<KeyMatch> match_key(std::string_view text, std::size_t key_begin) {
    const auto key_end = skip_key(text, key_begin);
    if (key_end == key_begin) return std::nullopt;
    const auto value_begin = match_separator(text, key_end);
    if (value_begin == npos) return std::nullopt;
    return KeyMatch{key_begin, key_end, value_begin};
}

std::optional<KeyMatch> match_exported_key(std::string_view text, std::size_t at) {
    constexpr std::string_view word = "export";
    if (text.substr(at, word.size()) != word) return std::nullopt;
    const auto key_begin = skip_blanks(text, at + word.size());
    return key_begin == at + word.size() ? std::nullopt : match_key(text, key_begin);
}

/// The key and separator of an assignment that begins on the line at `line_begin`.
std::optional<KeyMatch> match_assignment(std::string_view text, std::size_t line_begin) {
    const auto at = skip_blanks(text, line_begin);
    if (const auto exported = match_exported_key(text, at)) return exported;
    return match_key(text, at);
}

/// The end of an assignment whose value ends at `at`: blanks, a comment, the end of a line; npos if something else
/// follows on the same line.
std::size_t match_rest_of_line(std::string_view text, std::size_t at) {
    const auto next = skip_blanks(text, at);
    if (next == text.size()) return next;
    if (text[next] == '#') return std::min(text.find('\n', next), text.size());
    const auto line_end = text.substr(at, next - at).rfind('\n');
    return line_end == npos ? npos : at + line_end;
}

struct ValueMatch {
    std::string_view value;
    std::size_t end = 0;  ///< of the whole assignment
};

/// The quoted value at `at` that ends at `closing`, if only blanks or a comment follow it.
std::optional<ValueMatch> match_closing(std::string_view text, std::size_t at, std::size_t closing) {
    const auto end = match_rest_of_line(text, closing + 1);
    if (end == npos) return std::nullopt;
    return ValueMatch{text.substr(at, closing + 1 - at), end};
}

/// A quote closes the value if no backslash stands before it; if that leads nowhere, an escaped one may, the last
/// first.
std::optional<ValueMatch> match_quoted(std::string_view text, std::size_t at) {
    at = skip_blanks(text, at);
    if (at == text.size() || !is_quote(text[at])) return std::nullopt;
    std::vector<std::size_t> escaped;
    auto closing = text.find(text[at], at + 1);
    for (; closing != npos && text[closing - 1] == '\\'; closing = text.find(text[at], closing + 1))
        escaped.push_back(closing);
    if (closing != npos) {
        if (const auto match = match_closing(text, at, closing)) return match;
    }
    for (auto candidate = escaped.rbegin(); candidate != escaped.rend(); ++candidate) {
        if (const auto match = match_closing(text, at, *candidate)) return match;
    }
    return std::nullopt;
}

ValueMatch match_value(std::string_view text, std::size_t at) {
    if (const auto quoted = match_quoted(text, at)) return *quoted;
    const auto end = std::min(text.find_first_of("#\n", at), text.size());
    return {text.substr(at, end - at), match_rest_of_line(text, end)};
}

std::string with_expanded(std::string_view text, std::string_view escape, char character) {
    std::string result;
    for (auto found = text.find(escape); found != npos; found = text.find(escape)) {
        result += text.substr(0, found);
        result += character;
        text.remove_prefix(found + escape.size());
    }
    return result.append(text);
}

/// What dotenv stores: trimmed, without its quotes, \n and \r expanded if it began with a double quote.
std::string stored_value(std::string_view matched) {
    auto value = without_outer_blanks(matched);
    const bool expands = !value.empty() && value.front() == '"';
    if (value.size() >= 2 && is_quote(value.front()) && value.front() == value.back())
        value = value.substr(1, value.size() - 2);
    if (!expands) return std::string(value);
    return with_expanded(with_expanded(value, "\\n", '\n'), "\\r", '\r');
}

/// The first beginning of a line at or behind `at`.
std::size_t next_line_begin(std::string_view text, std::size_t at) {
    if (at == 0 || text[at - 1] == '\n') return at;
    const auto line_end = text.find('\n', at);
    return line_end == npos ? npos : line_end + 1;
}

}  // namespace

std::vector<DotenvEntry> parse_dotenv(std::string_view raw) {
    const auto normalised = with_unix_line_ends(raw);
    const std::string_view text = normalised;
    std::vector<DotenvEntry> entries;
    int line = 1;
    std::size_t counted = 0;
    for (std::size_t at = 0; at != npos && at < text.size();) {
        const auto key = match_assignment(text, at);
        if (!key) {
            at = next_line_begin(text, at + 1);
            continue;
        }
        line += static_cast<int>(std::count(text.begin() + static_cast<std::ptrdiff_t>(counted),
                                            text.begin() + static_cast<std::ptrdiff_t>(key->key_begin), '\n'));
        counted = key->key_begin;
        const auto value = match_value(text, key->value_begin);
        entries.push_back(
            {std::string(text.substr(key->key_begin, key->key_end - key->key_begin)), stored_value(value.value), line});
        at = next_line_begin(text, value.end);
    }
    return entries;
}

}  // namespace pdhs
