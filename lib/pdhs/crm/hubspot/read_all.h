#pragma once
#include <string>

#include "pdhs/crm/hubspot/connection.h"

namespace pdhs::hubspot {

/// Every live contact from `place` on (empty: from the beginning), page by page (API page, "GET list"). Archived ones
/// are left out. A page whose place was there before, or that brings no new id and yet has a next one, ends the read as
/// damaged: it would never end by itself. A first request that is refused for its place: ReadStop::place_refused.
/// The usage stays with the connection.
[[nodiscard]] ReadEnd get_all_contacts(Connection& connection, const std::string& contacts_path,
                                       const std::string& place, const PageSink& sink);

}  // namespace pdhs::hubspot
