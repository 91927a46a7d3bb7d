#pragma once
#include "options.h"
#include "pdhs/core/report.h"
#include "pdhs/core/time.h"

/// `pdhs-sync status`: writes how things stand, and returns 0 if the last good pass is young enough, else 1; 2 if the
/// state cannot be read.
[[nodiscard]] pdhs::ExitCode show_status(const CommandLine& line, const pdhs::Clock& clock);
