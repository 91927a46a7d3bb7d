#pragma once
#include <memory>

#include "pdhs/core/interrupt.h"
#include "pdhs/core/progress.h"
#include "pdhs/crm/platform.h"
#include "pdhs/settings/settings.h"

namespace pdhs {

/// The platforms as the settings reach them, over real HTTP. The interrupt must outlive them. `tell` (may be empty)
/// hears of waits of a second and more.
[[nodiscard]] PerCrm<std::unique_ptr<Platform>> connect(const Settings& settings, const Interrupt& interrupt,
                                                        const TellProgress& tell);

}  // namespace pdhs
