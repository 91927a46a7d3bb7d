#pragma once
#include <chrono>

namespace pdhs {

using Millis = std::chrono::milliseconds;

/// A moment of the wall clock in UTC, in milliseconds since 1970.
using Time = std::chrono::sys_time<Millis>;

/// The wall clock of this machine. Everything that decides takes a Time instead.
class Clock {
  public:
    virtual ~Clock() = default;
    /// The current moment. May jump when somebody sets the clock.
    [[nodiscard]] virtual Time now() const = 0;
};

}  // namespace pdhs
