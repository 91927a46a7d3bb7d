#include <algorithm>

#include "pdhs/core/convert.h"
#include "pdhs/core/identity.h"
#include "pdhs/core/text.h"

namespace pdhs {

namespace {

constexpr std::size_t shortest_phone = 7;

bool separates_addresses(char c) {
    return c == ';' || c == ',' || c == '<' || c == '>' || static_cast<unsigned char>(c) <= 0x20 || c == 0x7F;
}

bool is_address(std::string_view piece) {
    const auto at = piece.find('@');
    return at != std::string_view::npos && at > 0 && at + 1 < piece.size() && piece.find('@', at + 1) == piece.npos;
}

std::string digits_of(std::string_view text) {
    std::string digits;
    std::copy_if(text.begin(), text.end(), std::back_inserter(digits), [](char c) { return c >= '0' && c <= '9'; });
    return digits;
}

template <class T>
void add_once(std::vector<T>& list, T value) {
    if (std::find(list.begin(), list.end(), value) == list.end()) list.push_back(std::move(value));
}

bool is_only_a_phone(const std::string& name) {
    const auto of_phones = [](char c) {
        return (c >= '0' && c <= '9') || std::string_view("+-()/. ").find(c) != std::string_view::npos;
    };
    return digits_of(name).size() >= shortest_phone && std::all_of(name.begin(), name.end(), of_phones);
}

bool comes_from_an_address(const std::string& name, const std::vector<std::string>& emails) {
    return std::any_of(emails.begin(), emails.end(), [&](const std::string& email) {
        return name == folded_name(email) || name == folded_name(email.substr(0, email.find('@')));
    });
}

/// A contact without a name becomes a person whose name is a phone, whatever stands in it ("+1 212 … ext. 7"). A text
/// that nobody is recognised by is a name all the same: the other side may not get it as a phone.
bool comes_from_a_phone(const std::string& name, const std::vector<Phone>& phones) {
    return std::any_of(phones.begin(), phones.end(),
                       [&](const Phone& phone) { return phone_key(phone.value) && name == folded_name(phone.value); });
}

}  // namespace

std::vector<std::string> email_keys(std::string_view value) {
    // Unicode's blanks (U+00A0, U+3000 ...) part addresses as ASCII's do.
    const std::string text = blanks_as_spaces(value);
    std::vector<std::string> keys;
    for (std::size_t begin = 0; begin < text.size();) {
        const auto end = static_cast<std::size_t>(
            std::find_if(text.begin() + static_cast<std::ptrdiff_t>(begin), text.end(), separates_addresses) -
            text.begin());
        const auto piece = std::string_view(text).substr(begin, end - begin);
        if (is_address(piece)) add_once(keys, ascii_lower(piece));
        begin = end + 1;
    }
    return keys;
}

std::optional<std::string> phone_key(std::string_view value) {
    const auto digits = digits_of(value);
    if (digits.size() < shortest_phone) return std::nullopt;
    return digits.substr(digits.size() - std::min(digits.size(), phone_key_digits));
}

Keys keys_of(const Record& record) {
    Keys keys;
    for (const auto& value : record.emails)
        for (auto& email : email_keys(value)) add_once(keys.emails, std::move(email));
    for (const auto& phone : record.phones)
        if (auto key = phone_key(phone.value)) add_once(keys.phones, std::move(*key));
    keys.name = folded_name(display_name(record));
    if (is_only_a_phone(keys.name) || comes_from_a_phone(keys.name, record.phones) ||
        comes_from_an_address(keys.name, keys.emails))
        keys.name.clear();
    return keys;
}

}  // namespace pdhs
