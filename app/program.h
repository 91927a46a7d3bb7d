#pragma once
#include "pdhs/core/interrupt.h"
#include "pdhs/core/time.h"

/// The whole program behind main: reads the command line, settings and environment, runs the command, writes its
/// report, and returns the exit status. Throws only on bugs.
[[nodiscard]] int run_program(int argc, char** argv, const pdhs::Clock& clock, pdhs::Interrupt& interrupt);
