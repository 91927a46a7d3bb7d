#pragma once
#include "pdhs/pdhs.h"
#include "pdhs/sync/world.h"

namespace pdhs {

/// How a pass is to go, from what was asked for and the settings.
[[nodiscard]] PassOptions pass_options(const SyncOptions& asked, const Settings& settings);

}  // namespace pdhs
