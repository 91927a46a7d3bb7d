#include "pdhs/crm/words.h"

#include <fmt/format.h>

#include <algorithm>

#include "pdhs/core/text.h"

namespace pdhs {

namespace {

constexpr std::string_view unreserved = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
constexpr std::size_t longest_quotation = 300;
constexpr std::size_t most_addresses = 500;
constexpr std::size_t most_phones = 500;
constexpr std::size_t most_text = 1u << 20;

bool continues_a_character(char byte) {
    return (static_cast<unsigned char>(byte) & 0xC0u) == 0x80u;
}

/// One value may hold several.
std::size_t addresses_in(const Record& record) {
    std::size_t count = 0;
    for (const auto& value : record.emails)
        count += static_cast<std::size_t>(std::count(value.begin(), value.end(), '@'));
    return std::max(count, record.emails.size());
}

std::size_t text_in(const Record& record) {
    auto bytes = record.name.size() + record.first_name.size() + record.last_name.size() + record.company.size();
    for (const auto& email : record.emails) bytes += email.size();
    for (const auto& phone : record.phones) bytes += phone.value.size() + phone.label.size();
    return bytes;
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

std::string redirect_text(Crm crm, std::string_view why, std::string_view base_url_key) {
    return fmt::format("{} points to another address, where the token is not sent ({}): check {}", title_of(crm), why,
                       base_url_key);
}

std::string excess_of(const Record& record) {
    if (addresses_in(record) > most_addresses) return fmt::format("more than {} addresses", most_addresses);
    if (record.phones.size() > most_phones) return fmt::format("more than {} phones", most_phones);
    return text_in(record) > most_text ? "more than 1 MB of text" : "";
}

}  // namespace pdhs
