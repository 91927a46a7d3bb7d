#pragma once
#include "pdhs/core/time.h"

namespace pdhs {

/// The clock of this machine.
class SystemClock final : public Clock {
  public:
    [[nodiscard]] Time now() const override {
        return std::chrono::time_point_cast<Millis>(std::chrono::system_clock::now());
    }
};

}  // namespace pdhs
