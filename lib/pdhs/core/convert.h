#pragma once
#include <span>
#include <string>

#include "pdhs/core/contact.h"

namespace pdhs {

/// A first and last name: the platform's own where together they are the whole name, else the name split at its last
/// blank. So the other side shows the same name, and the two are recognised by it.
struct FullName {
    std::string first;
    std::string last;

    bool operator==(const FullName&) const = default;
};

/// The first and last name that a record is shown under.
[[nodiscard]] FullName full_name_of(const Record& record);

/// The name that a record is shown under, as one text; empty if it has none.
[[nodiscard]] std::string display_name(const Record& record);

/// The phone that goes to the other side: one by which the record will be recognised there, that which is its name too
/// before others; else the first; empty if it has none.
[[nodiscard]] std::string best_phone(const Record& record);

/// What a Pipedrive person is created from: name (first + last, else the first address's part before `@`, else the
/// phone), all addresses that are keys, phone and mobile phone. `emails` are the record's addresses that are keys.
[[nodiscard]] PersonDraft contact_to_person(const Record& contact, std::span<const std::string> emails);

/// What a HubSpot contact is created from: first and last name, the first address that is a key, the first phone that
/// is a key, and the organization's name as company.
[[nodiscard]] ContactDraft person_to_contact(const Record& person, std::span<const std::string> emails,
                                             const std::string& organization);

}  // namespace pdhs
