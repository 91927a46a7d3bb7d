#pragma once
#include <chrono>
#include <deque>
#include <optional>

#include "pdhs/core/time.h"

namespace pdhs {

/// At most `limit` requests in any `window`.
struct Burst {
    int limit = 1;
    Millis window{1000};

    bool operator==(const Burst&) const = default;
};

/// What the headers of an answer say about the current window.
struct BurstNews {
    std::optional<int> limit;
    std::optional<int> remaining;
    std::optional<Millis> window;  ///< the window's length, if announced
    std::optional<Millis> reset;   ///< until the window is fresh, if announced
};

/// Spaces requests so that a platform's short-window limit is never reached: counts our own starts in a sliding
/// window, and obeys what the platform announces where that does not explain it (others may spend the same window).
/// Values in, values out.
class BurstLimit {
  public:
    explicit BurstLimit(Burst until_told);

    /// How long to wait at `now` before the next request may start; 0 if at once.
    [[nodiscard]] Millis wait(Instant now) const;
    void started(Instant now);
    void learn(const BurstNews& news, Instant now);
    /// No start before `until` (a 429's pause).
    void pause_until(Instant until);

  private:
    [[nodiscard]] bool is_filled_by_us(Instant now) const;

    Burst burst_;
    std::deque<Instant> starts_;
    std::optional<Instant> not_before_;
};

}  // namespace pdhs
