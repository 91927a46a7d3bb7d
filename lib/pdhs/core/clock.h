#pragma once
#include <optional>
#include <string>

#include "pdhs/core/contact.h"
#include "pdhs/core/time.h"

namespace pdhs {

/// Beyond this the order of events on this machine and on a platform cannot be told (design section "Writing").
inline constexpr Millis most_clock_difference = std::chrono::minutes{2};

/// How far a platform's clock is ahead of this machine's, which told these times before and after it was asked.
[[nodiscard]] Millis clock_difference(Time theirs, Time before, Time after);

/// The difference to the platform whose clock is nearest to this machine's; nothing if none told its own.
[[nodiscard]] std::optional<Millis> nearest_clock(const PerCrm<std::optional<Millis>>& ahead);

/// "this machine's clock is 2 h slow: set it …". `ahead`: how far a platform's clock is ahead.
[[nodiscard]] std::string wrong_clock_text(Millis ahead);

}  // namespace pdhs
