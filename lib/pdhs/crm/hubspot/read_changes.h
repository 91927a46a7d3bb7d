#pragma once
#include <string>

#include "pdhs/crm/hubspot/connection.h"

namespace pdhs::hubspot {

/// The live contacts that were created or changed at or after `since`, as far as the search index knows (API page,
/// "POST search"), page by page in the order of their ids. Pages have no `next`: such a read cannot be resumed.
/// - Each search asks for ids above the highest so far. Offsets would skip and repeat contacts, as hits come and go.
/// - The end is a page that is not full and announces no more. A page without any higher id, or one before the last
///   that is not in the order of ids, ends the read as damaged.
/// - More than 9,000 hits, or more pages than they fill, or hits that the index counts but never shows:
///   ReadStop::too_many.
/// The usage stays with the connection.
[[nodiscard]] ReadEnd get_changed_contacts(Connection& connection, const std::string& contacts_path, Time since,
                                           const PageSink& sink);

}  // namespace pdhs::hubspot
