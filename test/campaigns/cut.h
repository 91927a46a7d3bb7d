#pragma once
#include <string>
#include <vector>

#include "scenarios/script.h"

namespace campaigns {

/// A scenario, and how many points each of its passes has.
struct CutPlan {
    scenarios::Script script;
    std::vector<long> points;
};

/// Plays the scenario once. A line `not in cut: why` keeps it out: no passes then. With a line `in cut: at most N of a
/// series` its numbered records stop at N, in the plan's script too. Throws what the play throws.
[[nodiscard]] CutPlan plan_cuts(scenarios::Script script, const std::string& program);

/// What a pass that was cut came to.
struct CutCounts {
    long long played = 0;
    long long reached = 0;  ///< of these, how often the program came to the point and was ended there
    long long failures = 0;
};

/// Plays the scenario to rest without a cut, then again for each of the points (both from 1), ends the program at that
/// point of that pass, lets the world settle, and compares its end with that of the first. Failures go to standard
/// output.
[[nodiscard]] CutCounts cut(const scenarios::Script& script, const std::string& program, int pass,
                            const std::vector<long>& points);

}  // namespace campaigns
