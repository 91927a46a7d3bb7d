#pragma once
#include "scenarios/stage.h"

namespace scenarios {

/// Whether a line below `pass` is an expectation (and not something that happens during the pass).
bool is_expectation(const Line& line);

/// Checks one line below `pass`. Throws Mismatch when it does not hold, or cannot be understood.
void check_expectation(Stage& stage, const PassResult& result, const Line& line);

/// Checks a line `then ...`. Throws Mismatch when it does not hold, or cannot be understood.
void check_then(Stage& stage, const Line& line);

}  // namespace scenarios
