#include "pdhs/core/backoff.h"

#include "support/catch.h"

namespace pdhs {
namespace {

using namespace std::chrono_literals;

Failure failure(FailureKind kind, std::optional<Millis> retry_after = {}) {
    return {kind, "x", "", retry_after, true};
}

TEST_CASE("pauses double, and end after the policy's tries") {
    const auto down = failure(FailureKind::server_error);
    CHECK(pause_before_retry(down, 1, 0.5) == 500ms);
    CHECK(pause_before_retry(down, 2, 0.5) == 1000ms);
    CHECK(pause_before_retry(down, 3, 0.5) == 2000ms);
    CHECK(pause_before_retry(down, 4, 0.5) == std::nullopt);
}

TEST_CASE("jitter spreads a pause by a quarter each way") {
    const auto down = failure(FailureKind::unreachable);
    CHECK(pause_before_retry(down, 1, 0.0) == 375ms);
    CHECK(pause_before_retry(down, 1, 0.999) == 624ms);
}

TEST_CASE("Retry-After is honoured up to half a minute") {
    CHECK(pause_before_retry(failure(FailureKind::rate_limited, 10s), 1, 0.5) == 10s);
    CHECK(pause_before_retry(failure(FailureKind::rate_limited, 30s), 1, 0.5) == 30s);
    CHECK(pause_before_retry(failure(FailureKind::rate_limited, 31s), 1, 0.5) == std::nullopt);
}

TEST_CASE("what waiting does not mend is not tried again") {
    for (const auto kind : {FailureKind::unauthorized, FailureKind::scope, FailureKind::daily_quota,
                            FailureKind::blocked, FailureKind::refused, FailureKind::interrupted, FailureKind::tls})
        CHECK(pause_before_retry(failure(kind), 1, 0.5) == std::nullopt);
}

TEST_CASE("parking doubles from a minute to a day") {
    CHECK(parking_time(1) == 1min);
    CHECK(parking_time(2) == 2min);
    CHECK(parking_time(5) == 16min);
    CHECK(parking_time(11) == 1024min);
    CHECK(parking_time(12) == 24h);
    CHECK(parking_time(1000) == 24h);
}

}  // namespace
}  // namespace pdhs
