#pragma once
#include "pdhs/state/sqlite.h"
#include "pdhs/state/store.h"

namespace pdhs {

// Table `passes`.

/// Gives the next number to a pass, even if the last one never ended.
[[nodiscard]] Result<long long> insert_pass(Connection& connection, Time started);
[[nodiscard]] Result<void> complete_pass(Connection& connection, const PassRecord& record);
/// Deletes all that started earlier; the last pass stays, so that its number is not given again.
[[nodiscard]] Result<void> delete_passes_before(Connection& connection, Time time);

}  // namespace pdhs
