#pragma once
#include "pdhs/state/sqlite.h"
#include "pdhs/state/store.h"

namespace pdhs {

/// Counts without looking at all records: from table `totals`, which triggers keep, and small tables. A contact that
/// is parked under several of its records counts once; bonds whose one side is gone count.
[[nodiscard]] Result<MirrorCounts> mirror_counts(Connection& connection);

}  // namespace pdhs
