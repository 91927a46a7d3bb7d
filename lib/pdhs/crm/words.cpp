#include "pdhs/crm/words.h"

#include <fmt/format.h>

#include "pdhs/core/text.h"

namespace pdhs {

namespace {

constexpr std::string_view unreserved = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
constexpr std::size_t longest_quotation = 300;

bool continues_a_character(char byte) {
    return (static_cast<unsigned char>(byte) & 0xC0u) == 0x80u;
}

}  // namespace

std::string percent_encoded(std::string_view text) {
    std::string result;
    for (const char c : text) {
        if (unreserved.find(c) != std::string_view::npos)
            result += c;
        else
            result += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
    return result;
}

std::string quotable(std::string_view text) {
    auto result = printable(repair_utf8(text));
    if (result.size() <= longest_quotation) return result;
    auto end = longest_quotation;
    while (end > 0 && continues_a_character(result[end])) --end;
    return result.substr(0, end) + "…";
}

std::string redirect_text(Crm crm, std::string_view why) {
    return fmt::format("{} points to another address, where the token is not sent ({}): check {}", title_of(crm), why,
                       base_url_key_of(crm));
}

}  // namespace pdhs
