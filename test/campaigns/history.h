#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "scenarios/script.h"

namespace campaigns {

/// Lines of a scenario that belong together: taken out, they are taken out at once.
using Step = std::vector<scenarios::Line>;

/// Days in the life of two CRMs, made up from a seed: people come, change, are merged and go, also while a pass runs;
/// answers are lost, passes are killed or overlap, clocks are wrong, the state is deleted. The same seed is the same
/// history, on every machine.
[[nodiscard]] std::vector<Step> history_of(std::uint64_t seed);

/// As a scenario that can be played. Lines are numbered anew.
[[nodiscard]] scenarios::Script script_of(const std::vector<Step>& steps);

/// The same as the text of a scenario file.
[[nodiscard]] std::string text_of(const std::vector<Step>& steps);

}  // namespace campaigns
