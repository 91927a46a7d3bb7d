#pragma once
#include "options.h"
#include "pdhs/settings/settings.h"
#include "pdhs/sync/world.h"

/// How a pass is to go, from the command line and the settings.
[[nodiscard]] pdhs::PassOptions pass_options(const RunOptions& run, const pdhs::Settings& settings);
