#pragma once
#include "pdhs/state/sqlite.h"
#include "pdhs/state/store.h"

namespace pdhs {

/// Store::record_created(), within the caller's transaction.
[[nodiscard]] Result<void> join_created(Connection& connection, const CreateRecord& created, Time now);

}  // namespace pdhs
