#pragma once
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "pdhs/core/contact.h"

namespace pdhs {

/// What a record can be recognised by (design section "Identity").
struct Keys {
    std::vector<std::string> emails;  ///< lower-case addresses, each once, in the record's order
    std::string name;                 ///< folded; empty when the record has no name to go by
    std::vector<std::string> phones;  ///< the last nine digits, each once

    [[nodiscard]] bool empty() const { return emails.empty() && name.empty() && phones.empty(); }
    bool operator==(const Keys&) const = default;
};

/// The addresses in one value: split at `;` `,` white space and `<>`, ASCII lower-cased; a piece is an address only
/// with exactly one `@` and text on both sides.
[[nodiscard]] std::vector<std::string> email_keys(std::string_view value);

/// The digits of a whole phone key; a number may have more before them.
inline constexpr std::size_t phone_key_digits = 9;

/// The last phone_key_digits digits of a phone number, or all of them; nothing when it has fewer than seven digits.
[[nodiscard]] std::optional<std::string> phone_key(std::string_view value);

[[nodiscard]] Keys keys_of(const Record& record);

/// How a HubSpot contact and a person came to be bound.
enum class BondOrigin {
    created,    ///< we created one from the other
    email,      ///< matched by an address, or the platform said that it exists
    name,       ///< matched by name and phone, or by name where neither has more
    name_only,  ///< matched by a full name where one side has no phone
};

/// A live record with what it is recognised by.
struct Member {
    RecordRef ref;
    Keys keys;

    bool operator==(const Member&) const = default;
};

/// A lasting link between two members (indices), one of each platform.
struct Bond {
    std::size_t contact = 0;
    std::size_t person = 0;
    BondOrigin origin = BondOrigin::created;

    bool operator==(const Bond&) const = default;
};

/// Members that are one human.
struct Group {
    std::vector<std::size_t> members;  ///< ascending indices
    bool uncertain = false;            ///< without e-mail and like several others: it is not known who this is

    bool operator==(const Group&) const = default;
};

/// Who is who among some members.
struct Resolution {
    std::vector<Group> groups;                  ///< every member is in exactly one; ordered by first member
    std::vector<std::string> shared_addresses;  ///< sorted; keys only together with a name, and never sent
    std::vector<Bond> new_bonds;                ///< one contact and one person found to be the same
    std::vector<Bond> ended_bonds;              ///< bonds that no longer hold

    bool operator==(const Resolution&) const = default;
};

/// Decides who is who (design section "Identity"). `members` must be closed: with a member, every live record is
/// there that shares an address with it, and, when one of the two has no address, every one that has the same name or
/// (nameless) a common phone. The result does not depend on their order, but for the order of its lists.
[[nodiscard]] Resolution resolve(std::span<const Member> members, std::span<const Bond> bonds);

}  // namespace pdhs
