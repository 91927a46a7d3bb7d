#pragma once
#include <optional>

#include "pdhs/core/failure.h"

namespace pdhs {

/// How reads are retried: 1 + `retries` tries, the first pause `first_pause`, doubling, with jitter.
struct RetryPolicy {
    int retries = 3;
    Millis first_pause{500};
    Millis longest_retry_after{30'000};
};

/// The pause before try number `tries_made` + 1 of a read, or nothing when it must not be tried again in this pass.
/// A Retry-After up to the policy's longest is honoured, a longer one ends the platform. `jitter` is in [0, 1):
/// the pause is between 75 % and 125 % of the nominal one.
[[nodiscard]] std::optional<Millis> pause_before_retry(const Failure& failure, int tries_made, double jitter,
                                                       const RetryPolicy& policy = {});

inline constexpr Millis longest_parking = one_day;

/// How long a contact that failed `tries` times (>= 1) stays parked: 1 min, doubling, at most 24 h.
[[nodiscard]] Millis parking_time(int tries);

}  // namespace pdhs
