#pragma once
#include "options.h"
#include "pdhs/core/interrupt.h"
#include "pdhs/core/report.h"
#include "pdhs/core/time.h"

/// `pdhs-sync check`: what a pass would need, one line each, and what passes will cost. Creates nothing on either
/// platform; its only trace is in the ledger of an existing state.
[[nodiscard]] pdhs::ExitCode check(const CommandLine& line, const pdhs::Clock& clock, pdhs::Interrupt& interrupt);
