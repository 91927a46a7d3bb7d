#pragma once
#include <span>

#include "pdhs/state/sqlite.h"
#include "pdhs/state/store.h"

namespace pdhs {

/// Store::note_standing(), in table `told`. Takes no transaction when nothing changed.
[[nodiscard]] Result<StandingNews> replace_told(Connection& connection, std::span<const Standing> standing);

}  // namespace pdhs
