#pragma once
#include "pdhs/core/status.h"
#include "pdhs/state/store.h"
#include "pdhs/sync/world.h"

namespace pdhs {

/// How things stand, from the state alone: no platform is asked, nothing is written.
[[nodiscard]] Result<Status> status_of(Store& store, const PassOptions& options, Time now);

}  // namespace pdhs
