#pragma once
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "pdhs/crm/hubspot/connection.h"

namespace pdhs::hubspot {

/// A contact that a create met: HubSpot names its id, or at least it has this address.
struct StandingContact {
    std::optional<std::string> id;
    std::string email;
};

/// The records of contacts that stand there already, in the order asked, in one read by id and one by address at most
/// for up to 100 contacts. Nothing for those that cannot be found; that a read failed is no reason to fail.
[[nodiscard]] std::vector<std::optional<Record>> read_standing(Connection& connection, const std::string& contacts_path,
                                                               std::span<const StandingContact> contacts);

}  // namespace pdhs::hubspot
