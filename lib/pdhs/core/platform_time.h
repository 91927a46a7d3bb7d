#pragma once
#include <chrono>

#include "pdhs/core/time.h"

namespace pdhs {

/// A platform's clock, as one of its answers showed it, carried on by a monotonic clock.
class PlatformTime {
  public:
    PlatformTime() = default;
    PlatformTime(Time shown, Instant seen) : shown_(shown), seen_(seen) {}

    [[nodiscard]] Time at(Instant now) const { return shown_ + std::chrono::duration_cast<Millis>(now - seen_); }

  private:
    Time shown_{};
    Instant seen_{};
};

}  // namespace pdhs
