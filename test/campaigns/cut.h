#pragma once
#include <string>

#include "scenarios/script.h"

namespace campaigns {

/// How densely a scenario is cut.
struct CutOrder {
    std::string program;  ///< pdhs-sync-cut
    int every = 1;        ///< one point out of so many; which ones, the scenario's name decides
    int pass = 0;         ///< only in this pass of the scenario, from 1; 0: in each
    long point = 0;       ///< only at this point; 0: at each that `every` picks
};

/// What a campaign came to.
struct CutCounts {
    long long scenarios = 0;
    long long passes = 0;
    long long points = 0;  ///< that there are
    long long played = 0;
    long long failures = 0;
};

/// Plays the scenario again and again up to one of its first six passes, ends the program at one point of that pass,
/// lets the world settle, and compares its end with that of a play without a cut. Failures go to standard output. A
/// line `not in cut: why` keeps a scenario out.
[[nodiscard]] CutCounts cut(const scenarios::Script& script, const CutOrder& order);

}  // namespace campaigns
