#pragma once
#include <string>

#include "pdhs/crm/pipedrive/connection.h"
#include "pdhs/crm/platform.h"

namespace pdhs::pipedrive {

/// Reads every person from `place` on, 500 a page in the order of their ids, as Platform::list_all() promises.
[[nodiscard]] ReadEnd get_all_persons(Connection& connection, const std::string& place, const PageSink& sink);

/// Reads whoever was created or changed in the second of `since` or later, in the same pages, as
/// Platform::changed_since() promises. Its pages have no `next`: only a listing can go on in the middle.
[[nodiscard]] ReadEnd get_changed_persons(Connection& connection, Time since, const PageSink& sink);

}  // namespace pdhs::pipedrive
