#pragma once
#include <span>
#include <string>
#include <vector>

#include "pdhs/crm/hubspot/connection.h"
#include "pdhs/crm/hubspot/json_answer.h"

namespace pdhs::hubspot {

/// What an answer to batch/read says about each asked id, in the order asked: rows with that id are alive (archived:
/// gone), ids named in `errors` are gone, and a row with another id is the one that an asked id was merged into, if it
/// names that id or if there is only one of each left. What stays open is Lookup::State::unknown.
[[nodiscard]] std::vector<Lookup> match_lookups(std::span<const std::string> asked, const BatchAnswer& answer);

/// The contact with this id, read from the primary store. The usage stays with the connection.
[[nodiscard]] LookupEnd get_contact_by_id(Connection& connection, const std::string& contacts_path,
                                          const std::string& id);
/// The same for many, up to 100 a request; an id that a shared answer leaves open is asked for again by itself.
[[nodiscard]] LookupEnd get_contacts_by_id(Connection& connection, const std::string& contacts_path,
                                           std::span<const std::string> ids);

/// The live contacts that have one of these addresses, primary or additional; up to 100 addresses a request.
[[nodiscard]] FoundByEmail get_contacts_by_email(Connection& connection, const std::string& contacts_path,
                                                 std::span<const std::string> emails);

}  // namespace pdhs::hubspot
