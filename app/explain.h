#pragma once
#include "options.h"
#include "pdhs/core/report.h"
#include "pdhs/core/time.h"

/// `pdhs-sync explain`: writes what is known of somebody; returns 0, 1 if nothing is, 2 if it could not be looked up.
[[nodiscard]] pdhs::ExitCode explain(const CommandLine& line, const pdhs::Clock& clock);
