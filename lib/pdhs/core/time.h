#pragma once
#include <chrono>
#include <string>

namespace pdhs {

using Millis = std::chrono::milliseconds;

/// A moment of the wall clock in UTC, in milliseconds since 1970.
using Time = std::chrono::sys_time<Millis>;

/// A moment of the monotonic clock.
using Instant = std::chrono::steady_clock::time_point;

inline constexpr Millis one_day = std::chrono::hours{24};

/// "2026-11-24 07:05 UTC", for people.
[[nodiscard]] std::string minute_text(Time time);
/// "2026-11-26 14:05:07 UTC"
[[nodiscard]] std::string second_text(Time time);

/// "2026-11-26T14:05:07.123Z" (ISO 8601)
[[nodiscard]] std::string iso_text(Time time);
/// "2026-11-26T14:05:07Z", rounded down.
[[nodiscard]] std::string iso_second_text(Time time);

/// A length of time in one unit, rounded: "90 s", "10 min", "2 h", "3 days".
[[nodiscard]] std::string amount_of(Millis time);

/// The wall clock of this machine. Everything that decides takes a Time instead.
class Clock {
  public:
    virtual ~Clock() = default;
    /// The current moment. May jump when somebody sets the clock.
    [[nodiscard]] virtual Time now() const = 0;
};

}  // namespace pdhs
