#pragma once
#include "pdhs/state/sqlite.h"
#include "pdhs/state/store.h"

namespace pdhs {

/// Store::resolve_changes(): commits every few thousand records, so that a first pass over many keeps what it did.
[[nodiscard]] Result<ResolveNews> resolve_waiting(Connection& connection, const Store::Decide& decide);

}  // namespace pdhs
