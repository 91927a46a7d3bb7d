#include "pdhs/core/status.h"

#include "pdhs/core/clock.h"

namespace pdhs {

bool is_healthy(const Status& status) {
    if (!status.last_good) return false;
    const auto age = status.now - status.last_good->started;
    const bool clock_was_ahead = age < -most_clock_difference;
    return !status.greatest_age || (age <= *status.greatest_age && !clock_was_ahead);
}

}  // namespace pdhs
