#include "sandbox/strings.h"

#include <algorithm>
#include <mutex>
#include <random>

namespace sandbox {
namespace {

constexpr std::string_view base64url = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

}  // namespace

std::string lower(std::string text) {
    for (auto& character : text)
        if (character >= 'A' && character <= 'Z') character = static_cast<char>(character - 'A' + 'a');
    return text;
}

std::string trimmed(const std::string& text) {
    const auto* blanks = " \t\r\n";
    const auto first = text.find_first_not_of(blanks);
    if (first == std::string::npos) return "";
    return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

std::vector<std::string> split(const std::string& text, char separator) {
    std::vector<std::string> parts;
    for (std::size_t from = 0; from <= text.size();) {
        const auto to = std::min(text.find(separator, from), text.size());
        auto part = trimmed(text.substr(from, to - from));
        if (!part.empty()) parts.push_back(std::move(part));
        from = to + 1;
    }
    return parts;
}

std::string joined(const std::vector<std::string>& parts, const std::string& separator) {
    std::string text;
    for (const auto& part : parts) text += (text.empty() ? "" : separator) + part;
    return text;
}

std::optional<std::int64_t> to_number(const std::string& text) {
    const auto is_digit = [](char character) { return character >= '0' && character <= '9'; };
    if (text.empty() || text.size() > 18 || !std::all_of(text.begin(), text.end(), is_digit)) return std::nullopt;
    return std::stoll(text);
}

std::size_t characters(const std::string& text) {
    const auto starts = [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U; };
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), starts));
}

std::string random_hex(std::size_t digits) {
    static std::mutex mutex;
    static std::mt19937_64 generator{std::random_device{}()};
    const std::lock_guard lock(mutex);
    std::string text(digits, '0');
    for (auto& character : text) character = "0123456789abcdef"[generator() % 16];
    return text;
}

std::string random_uuid() {
    auto text = random_hex(36);
    for (const auto dash : {8U, 13U, 18U, 23U}) text[dash] = '-';
    text[14] = '4';
    text[19] = 'a';
    return text;
}

std::string to_base64url(const std::string& bytes) {
    std::string text;
    unsigned bits = 0;
    unsigned count = 0;
    for (const char byte : bytes) {
        bits = (bits << 8U) | static_cast<unsigned char>(byte);
        for (count += 8; count >= 6; count -= 6) text += base64url[(bits >> (count - 6)) & 63U];
    }
    if (count > 0) text += base64url[(bits << (6 - count)) & 63U];
    return text;
}

std::optional<std::string> from_base64url(const std::string& text) {
    std::string bytes;
    unsigned bits = 0;
    unsigned count = 0;
    for (const char character : text) {
        const auto value = base64url.find(character);
        if (value == std::string_view::npos) return std::nullopt;
        bits = (bits << 6U) | static_cast<unsigned>(value);
        count += 6;
        if (count < 8) continue;
        count -= 8;
        bytes += static_cast<char>((bits >> count) & 255U);
    }
    return bytes;
}

}  // namespace sandbox
