#pragma once
#include "scenarios/stage.h"

namespace scenarios {

/// A line `fault SIDE ...`: what goes wrong from now on. Throws Mismatch when it cannot be understood.
void add_fault(Stage& stage, const Line& line);

/// Throws Mismatch when a fault that was ordered never happened: such a scenario proves nothing.
void check_faults_happened(Stage& stage, const Line& line);

/// Nothing goes wrong any more. The platforms' own refusals that a scenario ordered stay: they are part of its world.
void mend(Stage& stage);

/// The line `faults over`: mend(). Then throws Mismatch as check_faults_happened() does.
void end_faults(Stage& stage, const Line& line);

}  // namespace scenarios
