#include "security/traces.h"

#include <array>
#include <cstdio>

namespace security {

namespace {

std::string lower(std::string_view text) {
    std::string result(text);
    for (auto& c : result)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return result;
}

std::string in_digits(std::string_view bytes, const char* format) {
    std::string result;
    for (const char c : bytes) {
        std::array<char, 8> text{};
        std::snprintf(text.data(), text.size(), format, static_cast<unsigned char>(c));
        result += text.data();
    }
    return result;
}

bool is_unreserved(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           std::string_view("-._~").find(c) != std::string_view::npos;
}

/// What base64 makes of the secret behind so many bytes of something else, without the signs that those bytes, or those
/// behind it, have a part in.
std::string base64_behind(std::size_t bytes, const std::string& secret) {
    const auto whole = base64(std::string(bytes, 'x') + secret);
    const auto first = (bytes * 8 + 5) / 6;
    const auto end = (bytes + secret.size()) * 8 / 6;
    return whole.substr(first, end - first);
}

std::string for_urls(const std::string& base64_text) {
    return replaced(replaced(base64_text, "+", "-"), "/", "_");
}

}  // namespace

std::string replaced(std::string text, std::string_view from, std::string_view to) {
    for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
        text.replace(at, from.size(), to);
    return text;
}

std::string base64(std::string_view bytes) {
    constexpr std::string_view signs = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string result;
    for (std::size_t at = 0; at < bytes.size(); at += 3) {
        const auto group = bytes.substr(at, 3);
        unsigned bits = 0;
        for (std::size_t i = 0; i < 3; ++i)
            bits = bits << 8 | (i < group.size() ? static_cast<unsigned char>(group[i]) : 0);
        for (std::size_t i = 0; i < 4; ++i) result += i <= group.size() ? signs[bits >> (18 - 6 * i) & 63u] : '=';
    }
    return result;
}

std::string percent_encoded(std::string_view bytes) {
    std::string result;
    for (const char c : bytes) result += is_unreserved(c) ? std::string(1, c) : in_digits({&c, 1}, "%%%02X");
    return result;
}

std::string unicode_escaped(std::string_view bytes) {
    return in_digits(bytes, "\\u%04x");
}

std::vector<Form> forms_of(const std::string& secret) {
    const auto half = secret.size() / 2;
    std::vector<Form> forms = {{"plain", secret},
                               {"its first half", secret.substr(0, half)},
                               {"its second half", secret.substr(half)},
                               {"percent-encoded", percent_encoded(secret)},
                               {"escaped as in JSON", replaced(secret, "/", "\\/")},
                               {"escaped as in JSON, all of it", unicode_escaped(secret)},
                               {"hexadecimal", in_digits(secret, "%02x")}};
    for (const std::size_t place : {0u, 1u, 2u}) {
        const auto text = base64_behind(place, secret);
        forms.push_back({"base64 at place " + std::to_string(place), text});
        forms.push_back({"base64 for URLs at place " + std::to_string(place), for_urls(text)});
    }
    return forms;
}

std::vector<std::string> traces_of(const std::string& secret, std::string_view bytes) {
    const auto searched = lower(bytes);
    std::vector<std::string> names;
    for (const auto& form : forms_of(secret))
        if (searched.find(lower(form.text)) != std::string::npos) names.push_back(form.name);
    return names;
}

}  // namespace security
