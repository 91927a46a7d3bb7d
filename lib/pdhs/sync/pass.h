#pragma once
#include "pdhs/core/report.h"
#include "pdhs/sync/world.h"

namespace pdhs {

/// One pass (design section "A pass, as data"): reads both platforms, settles open intents, plans, and, unless it is a
/// dry run, creates on each what stands only on the other. Whatever happens is in the report.
[[nodiscard]] Report sync_contacts(World& world, const PassOptions& options);

}  // namespace pdhs
