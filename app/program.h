#pragma once
#include <string>
#include <vector>

#include "pdhs/core/interrupt.h"
#include "pdhs/core/time.h"

/// The whole program behind main: reads the command line (the arguments of main in UTF-8), settings and environment,
/// runs the command, writes its report, and returns the exit status. Throws only on bugs.
[[nodiscard]] int run_program(const std::vector<std::string>& arguments, const pdhs::Clock& clock,
                              pdhs::Interrupt& interrupt);
