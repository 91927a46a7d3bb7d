#pragma once
#include <cstdio>

#include "pdhs/core/interrupt.h"

namespace pdhs {

/// Has Ctrl-C, and what else asks this process to end, requested of the interrupt, which must outlive the process.
void tell_interrupts(Interrupt& interrupt);

/// Makes a reader of the standard output that goes away an error of writing, in place of the end of the process, and
/// terminals show UTF-8.
void prepare_output();

[[nodiscard]] bool is_terminal(std::FILE* file);

/// Whether the terminal behind `file` obeys the control sequences of ECMA-48 (colours, erasing a line). Where that can
/// be switched on, it is.
[[nodiscard]] bool obeys_control_sequences(std::FILE* file);

}  // namespace pdhs
