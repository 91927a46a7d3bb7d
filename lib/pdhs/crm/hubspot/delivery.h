#pragma once
#include <vector>

#include "pdhs/crm/hubspot/json_contact.h"
#include "pdhs/crm/platform.h"

namespace pdhs::hubspot {

/// The rows of an answer as a sink takes them: archived ones are left out.
[[nodiscard]] Page live_page(std::vector<Row> rows);

/// Where a page stands in its read.
enum class Position { inner, last };

/// Gives a page to the sink. True: the next one is to be read. False: the read has ended, and `end` says how; after the
/// last page it is complete, whatever the sink wants.
[[nodiscard]] bool deliver(const Page& page, Position position, const PageSink& sink, ReadEnd& end);

}  // namespace pdhs::hubspot
