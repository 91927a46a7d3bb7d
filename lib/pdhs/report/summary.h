#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "pdhs/core/report.h"

namespace pdhs {

// The sentences that every form of the report has in common. Without line breaks and control characters.

/// For anything that comes from the platforms or from a person's record: valid UTF-8 without control characters.
[[nodiscard]] std::string shown(std::string_view text);

/// What the pass came to: "Pass 12: 3 created on Pipedrive, 1 on HubSpot, nothing failed (1.4 s)".
[[nodiscard]] std::string verdict_line(const Report& report);
/// What went wrong, most important first.
[[nodiscard]] std::vector<std::string> troubles(const Report& report);
/// What is as it should be but may be asked about: why a platform was not read, warnings.
[[nodiscard]] std::vector<std::string> notes(const Report& report);
/// "In all: 5 waiting (1 parked)"; empty if nobody waits or is left alone.
[[nodiscard]] std::string totals_line(const Report& report);
/// What a person can do now; empty if there is nothing.
[[nodiscard]] std::string next_step(const Report& report);

}  // namespace pdhs
