#pragma once
#include <chrono>
#include <optional>

#include "pdhs/core/time.h"

namespace pdhs {

/// A platform's `Date`, or this machine's time when the header is missing or more than two minutes ahead of it.
[[nodiscard]] Time trusted_date(std::optional<Time> date, Time machine);

/// A platform's clock, as one of its answers showed it, carried on by a monotonic clock.
class PlatformTime {
  public:
    using Instant = std::chrono::steady_clock::time_point;

    PlatformTime() = default;
    PlatformTime(Time shown, Instant seen) : shown_(shown), seen_(seen) {}

    [[nodiscard]] Time at(Instant now) const { return shown_ + std::chrono::duration_cast<Millis>(now - seen_); }

  private:
    Time shown_{};
    Instant seen_{};
};

}  // namespace pdhs
