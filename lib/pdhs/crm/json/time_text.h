#pragma once
#include <optional>
#include <string_view>

#include "pdhs/core/time.h"

namespace pdhs {

/// Reads "2022-02-17T19:25:29.5Z": 'T' or one blank between date and time, 0 to 9 fractional digits (cut to
/// milliseconds), then Z, an offset as "+00:00", or nothing, which is UTC. Anything else is nothing.
[[nodiscard]] std::optional<Time> parse_time(std::string_view text);

}  // namespace pdhs
