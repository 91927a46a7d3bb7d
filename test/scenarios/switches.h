#pragma once
#include "scenarios/stage.h"

namespace scenarios {

/// A line `platform SIDE WHAT HOW`: how the platform behaves from now on. Throws Mismatch when there is no such switch.
void switch_platform(Stage& stage, const Line& line);

}  // namespace scenarios
