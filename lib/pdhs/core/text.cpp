#include "pdhs/core/text.h"

#include <fmt/format.h>
#include <utf8proc.h>

#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <memory>

namespace pdhs {

namespace {

constexpr std::string_view replacement = "\xEF\xBF\xBD";

const utf8proc_uint8_t* bytes(std::string_view text) {
    return reinterpret_cast<const utf8proc_uint8_t*>(text.data());
}

struct CodePoint {
    utf8proc_int32_t value = -1;  ///< -1: not valid UTF-8 here
    std::size_t length = 1;
};

CodePoint first_code_point(std::string_view text) {
    CodePoint result;
    const auto length = utf8proc_iterate(bytes(text), static_cast<utf8proc_ssize_t>(text.size()), &result.value);
    result.length = length > 0 ? static_cast<std::size_t>(length) : 1;
    return result;
}

bool is_ascii(char byte) {
    return static_cast<unsigned char>(byte) < 0x80;
}

/// How many bytes at the start are ASCII, as most of every answer is: eight are looked at at once.
std::size_t ascii_length(std::string_view text) {
    constexpr std::uint64_t high_bits = 0x8080808080808080u;
    std::size_t at = 0;
    for (std::uint64_t eight = 0; at + sizeof eight <= text.size(); at += sizeof eight) {
        std::memcpy(&eight, text.data() + at, sizeof eight);
        if ((eight & high_bits) != 0) break;
    }
    while (at < text.size() && is_ascii(text[at])) ++at;
    return at;
}

/// An ASCII character that is seen.
bool is_visible(char byte) {
    return byte > ' ' && byte < 0x7F;
}

bool is_continuation(char byte) {
    return (static_cast<unsigned char>(byte) & 0xC0u) == 0x80u;
}

/// A bad lead byte takes the continuation bytes behind it with it, at most three.
std::size_t bad_length(std::string_view text) {
    std::size_t length = 1;
    while (length < text.size() && length < 4 && is_continuation(text[length]) && !is_continuation(text[0])) ++length;
    return length;
}

bool is_blank(utf8proc_int32_t c) {
    return (c >= 0 && c <= 0x20) || c == 0x7F || c == 0xA0 || c == 0xFEFF || (c >= 0x2000 && c <= 0x200B) ||
           c == 0x202F || c == 0x205F || c == 0x3000;
}

bool draws_on_the_screen(utf8proc_int32_t c) {
    return c < 0x20 || (c >= 0x7F && c < 0xA0) || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) ||
           c == 0x200E || c == 0x200F || c == 0x2028 || c == 0x2029 || c == 0x061C || (c >= 0x206A && c <= 0x206F);
}

/// What `replace` makes of each character; it gets the code point and its bytes.
template <class Replace>
std::string with_each(std::string_view text, Replace replace) {
    std::string result;
    result.reserve(text.size());
    while (!text.empty()) {
        const auto point = first_code_point(text);
        result += replace(point, text.substr(0, point.length));
        text.remove_prefix(point.length);
    }
    return result;
}

std::string collapse_blanks(std::string_view text) {
    std::string result;
    bool pending_blank = false;
    while (!text.empty()) {
        const auto point = first_code_point(text);
        if (is_blank(point.value)) {
            pending_blank = !result.empty();
        } else {
            if (pending_blank) result += ' ';
            pending_blank = false;
            result += text.substr(0, point.length);
        }
        text.remove_prefix(point.length);
    }
    return result;
}

}  // namespace

std::string repair_utf8(std::string_view text) {
    std::string result;
    result.reserve(text.size());
    while (!text.empty()) {
        const auto plain = ascii_length(text);
        result += text.substr(0, plain);
        text.remove_prefix(plain);
        if (text.empty()) break;
        const auto point = first_code_point(text);
        const auto length = point.value < 0 ? bad_length(text) : point.length;
        result += point.value < 0 ? replacement : text.substr(0, length);
        text.remove_prefix(length);
    }
    return result;
}

std::string_view trimmed_part(std::string_view text) {
    if (!text.empty() && is_visible(text.front()) && is_visible(text.back())) return text;
    while (!text.empty()) {
        const auto point = first_code_point(text);
        if (!is_blank(point.value)) break;
        text.remove_prefix(point.length);
    }
    auto end = text.size();
    for (std::size_t at = 0; at < text.size();) {
        const auto point = first_code_point(text.substr(at));
        at += point.length;
        if (!is_blank(point.value)) end = at;
    }
    return text.substr(0, end);
}

std::string trimmed(std::string_view text) {
    return std::string(trimmed_part(text));
}

std::string ascii_lower(std::string_view text) {
    std::string result(text);
    for (auto& c : result)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return result;
}

std::string folded_name(std::string_view text) {
    if (ascii_length(text) == text.size()) return collapse_blanks(ascii_lower(text));
    utf8proc_uint8_t* mapped = nullptr;
    const auto options = static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPAT | UTF8PROC_COMPOSE |
                                                        UTF8PROC_CASEFOLD | UTF8PROC_IGNORE);
    const auto length = utf8proc_map(bytes(text), static_cast<utf8proc_ssize_t>(text.size()), &mapped, options);
    const std::unique_ptr<utf8proc_uint8_t, decltype(&std::free)> owner(mapped, &std::free);
    if (length < 0) return collapse_blanks(text);
    return collapse_blanks({reinterpret_cast<const char*>(mapped), static_cast<std::size_t>(length)});
}

std::string blanks_as_spaces(std::string_view text) {
    return with_each(text, [](CodePoint point, std::string_view bytes) {
        return is_blank(point.value) ? std::string_view(" ") : bytes;
    });
}

std::string printable(std::string_view text) {
    return with_each(text, [](CodePoint point, std::string_view bytes) {
        return draws_on_the_screen(point.value) ? replacement : bytes;
    });
}

std::string printable_json(std::string_view json) {
    return with_each(json, [](CodePoint point, std::string_view bytes) {
        // Blanks and line ends of the JSON text itself are below 0x20, and all of the others stand within strings.
        const bool is_text = point.value < 0x20 || !draws_on_the_screen(point.value);
        return is_text ? std::string(bytes) : fmt::format("\\u{:04x}", point.value);
    });
}

std::string with_thousands(long long number) {
    auto text = std::to_string(number);
    const std::size_t first_digit = number < 0 ? 1 : 0;
    for (auto at = text.size(); at > first_digit + 3;) {
        at -= 3;
        text = text.substr(0, at) + "," + text.substr(at);
    }
    return text;
}

std::string counted(long long number, std::string_view one, std::string_view several) {
    return fmt::format("{} {}", with_thousands(number), number == 1 ? one : several);
}

}  // namespace pdhs
