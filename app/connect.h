#pragma once
#include <memory>

#include "pdhs/core/interrupt.h"
#include "pdhs/core/progress.h"
#include "pdhs/crm/platform.h"
#include "pdhs/settings/settings.h"

/// The platforms as the settings reach them, over real HTTP. The interrupt must outlive them. `tell` (may be empty)
/// hears of waits of a second and more.
[[nodiscard]] pdhs::PerCrm<std::unique_ptr<pdhs::Platform>> connect(const pdhs::Settings& settings,
                                                                    const pdhs::Interrupt& interrupt,
                                                                    const pdhs::TellProgress& tell);
