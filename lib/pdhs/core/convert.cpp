#include "pdhs/core/convert.h"

#include <algorithm>

#include "pdhs/core/identity.h"
#include "pdhs/core/text.h"

namespace pdhs {

namespace {

FullName split_at_last_blank(const std::string& name) {
    const auto blank = name.find_last_of(' ');
    if (blank == std::string::npos) return {name, ""};
    return {trimmed(name.substr(0, blank)), name.substr(blank + 1)};
}

std::string joined(const FullName& name) {
    if (name.first.empty() || name.last.empty()) return name.first + name.last;
    return name.first + " " + name.last;
}

std::vector<Phone> distinct(const std::vector<Phone>& phones) {
    std::vector<Phone> result;
    for (const auto& phone : phones) {
        const auto same = [&](const Phone& other) { return other.value == phone.value; };
        if (!phone.value.empty() && std::none_of(result.begin(), result.end(), same)) result.push_back(phone);
    }
    return result;
}

/// Pipedrive needs a name, whatever there is.
std::string name_for_person(const Record& contact, std::span<const std::string> emails) {
    if (auto name = display_name(contact); !name.empty()) return name;
    if (!emails.empty()) return emails.front().substr(0, emails.front().find('@'));
    return best_phone(contact);
}

}  // namespace

std::string best_phone(const Record& record) {
    const auto name = folded_name(display_name(record));
    const Phone* best = nullptr;
    for (const auto& phone : record.phones) {
        if (!phone_key(phone.value)) continue;
        if (folded_name(phone.value) == name) return phone.value;
        if (best == nullptr) best = &phone;
    }
    if (best != nullptr) return best->value;
    return record.phones.empty() ? "" : record.phones.front().value;
}

FullName full_name_of(const Record& record) {
    const FullName parts{record.first_name, record.last_name};
    const bool parts_are_all = record.name.empty() || folded_name(joined(parts)) == folded_name(record.name);
    return parts_are_all ? parts : split_at_last_blank(record.name);
}

std::string display_name(const Record& record) {
    return record.name.empty() ? joined(full_name_of(record)) : record.name;
}

PersonDraft contact_to_person(const Record& contact, std::span<const std::string> emails) {
    return {name_for_person(contact, emails), {emails.begin(), emails.end()}, distinct(contact.phones)};
}

ContactDraft person_to_contact(const Record& person, std::span<const std::string> emails,
                               const std::string& organization) {
    const auto name = full_name_of(person);
    return {name.first, name.last, emails.empty() ? "" : emails.front(), best_phone(person), organization};
}

}  // namespace pdhs
