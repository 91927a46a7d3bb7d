#pragma once
#include "options.h"
#include "pdhs/core/interrupt.h"
#include "pdhs/core/report.h"
#include "pdhs/core/time.h"

/// `pdhs-sync run`: one pass with these options; writes the report and returns the exit status.
[[nodiscard]] pdhs::ExitCode run_pass(const CommandLine& line, const pdhs::Clock& clock, pdhs::Interrupt& interrupt);
