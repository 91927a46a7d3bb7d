#pragma once
#include <functional>
#include <string>
#include <vector>

#include "scenarios/script.h"

namespace scenarios {

/// A way to play scenarios: as they are written, and further ones that show laws in each of them.
struct Mode {
    std::string name;
    /// Whether it makes sense with this scenario.
    std::function<bool(const Script&)> fits;
    /// Plays the scenario so, as often as the mode needs. Throws Mismatch.
    std::function<void(const Script&, const std::string& program)> play;
};

/// All modes, the plain one first.
const std::vector<Mode>& modes();

/// The one mode that runs most of the program, where there is no time for each.
const Mode& richest_mode(const Script& script);

/// The scenario with both sides exchanged. Throws Mismatch when a row cannot be said of the other side.
Script swapped(const Script& script);

}  // namespace scenarios
