#pragma once
#include <memory>

#include "pdhs/core/interrupt.h"
#include "pdhs/crm/platform.h"
#include "pdhs/settings/settings.h"

/// The platforms as the settings reach them, over real HTTP. The interrupt must outlive them.
[[nodiscard]] pdhs::PerCrm<std::unique_ptr<pdhs::Platform>> connect(const pdhs::Settings& settings,
                                                                    const pdhs::Interrupt& interrupt);
