#pragma once
#include <string_view>
#include <vector>

#include "pdhs/core/identity.h"

namespace fuzz {

/// People of both platforms, and who is bound to whom.
struct People {
    std::vector<pdhs::Record> records;  ///< as a decoder promises them; ids are numbers of their own
    std::vector<pdhs::Bond> bonds;      ///< each of a contact and a person, nobody twice
};

/// Records are paragraphs, parted by an empty line. In a record each line is one value, told by its first character:
/// N name, F first name, L last name, E e-mail, P phone, C company; H makes it a HubSpot contact, else it is a
/// Pipedrive person; B binds it to the record whose number the next character is, by an origin that the one after is.
[[nodiscard]] People people_in(std::string_view text);

}  // namespace fuzz
