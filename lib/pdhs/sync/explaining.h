#pragma once
#include "pdhs/core/dossier.h"
#include "pdhs/state/store.h"
#include "pdhs/sync/world.h"

namespace pdhs {

/// What the state knows about somebody, and what the next pass would do about them: no platform is asked, nothing is
/// written. `deeds` is left empty.
[[nodiscard]] Result<Dossier> dossier_of(Store& store, const Asked& asked, const PassOptions& options, Time now);

}  // namespace pdhs
