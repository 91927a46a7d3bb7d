#include "pdhs/core/backoff.h"

#include <algorithm>

namespace pdhs {

namespace {

Millis scaled(Millis time, double factor) {
    return Millis(static_cast<Millis::rep>(static_cast<double>(time.count()) * factor));
}

}  // namespace

std::optional<Millis> pause_before_retry(const Failure& failure, int tries_made, double jitter,
                                         const RetryPolicy& policy) {
    if (!may_retry_read(failure.kind) || tries_made > policy.retries) return std::nullopt;
    if (failure.retry_after && *failure.retry_after > policy.longest_retry_after) return std::nullopt;
    const auto nominal = policy.first_pause * (1 << std::clamp(tries_made - 1, 0, 20));
    return std::max(scaled(nominal, 0.75 + jitter / 2), failure.retry_after.value_or(Millis{0}));
}

Millis parking_time(int tries) {
    using namespace std::chrono_literals;
    return std::min<Millis>(longest_parking, 1min * (1 << std::clamp(tries - 1, 0, 12)));
}

}  // namespace pdhs
