#pragma once
#include <span>

#include "pdhs/core/plan.h"
#include "pdhs/state/store.h"
#include "pdhs/sync/telling.h"

namespace pdhs {

/// Logs skips and holds that began, changed or ended since they were last told; those that go on are not repeated.
[[nodiscard]] Result<void> tell_standing(Store& store, std::span<const Planned> planned, Teller& teller);

}  // namespace pdhs
