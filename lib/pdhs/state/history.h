#pragma once
#include "pdhs/state/sqlite.h"
#include "pdhs/state/store.h"

namespace pdhs {

// Table `passes`.

/// Gives the next number to a pass, even if the last one never ended.
[[nodiscard]] Result<long long> insert_pass(Connection& connection, Time started);
[[nodiscard]] Result<void> complete_pass(Connection& connection, const PassRecord& record);
/// The latest first.
[[nodiscard]] Result<std::vector<PastPass>> latest_passes(Connection& connection, int most);
/// The latest that ended with 0 or 1.
[[nodiscard]] Result<std::optional<PastPass>> latest_good_pass(Connection& connection);
/// Deletes all that started earlier; the last pass stays, so that its number is not given again.
[[nodiscard]] Result<void> delete_passes_before(Connection& connection, Time time);

}  // namespace pdhs
