#pragma once
#include "pdhs/core/plan.h"
#include "pdhs/sync/world.h"

namespace pdhs {

/// What the options say about a plan; what was read is left open.
[[nodiscard]] PlanPolicy policy_from(const PassOptions& options, Time now);

}  // namespace pdhs
