#include "pdhs/crm/excess.h"

#include <fmt/format.h>

#include <algorithm>

namespace pdhs {

namespace {

constexpr std::size_t most_addresses = 500;
constexpr std::size_t most_phones = 500;
constexpr std::size_t most_text = 1u << 20;

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

std::string excess_of(const Record& record) {
    if (addresses_in(record) > most_addresses) return fmt::format("more than {} addresses", most_addresses);
    if (record.phones.size() > most_phones) return fmt::format("more than {} phones", most_phones);
    return text_in(record) > most_text ? "more than 1 MB of text" : "";
}

}  // namespace pdhs
