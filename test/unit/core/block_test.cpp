#include "pdhs/core/block.h"

#include "support/catch.h"

namespace pdhs {
namespace {

using namespace std::chrono_literals;

const Time now = std::chrono::sys_days{std::chrono::year{2026} / 11 / 24} + 10h;
const Time reset = now + 14h;

Failure failed(FailureKind kind, std::optional<Millis> retry_after = {}) {
    return {.kind = kind, .message = "turned away", .code = {}, .retry_after = retry_after};
}

TEST_CASE("a daily quota blocks until its Retry-After, else until the reset") {
    CHECK(block_after(failed(FailureKind::daily_quota), {}, now, reset)->until == reset);
    CHECK(block_after(failed(FailureKind::daily_quota, 3939s), {}, now, reset)->until == now + 3939s);
    CHECK(block_after(failed(FailureKind::daily_quota, Millis{100h}), {}, now, reset)->until == now + 24h);
}

TEST_CASE("an edge that turns us away is left alone longer and longer") {
    auto block = block_after(failed(FailureKind::blocked), {}, now, reset);
    for (const auto minutes : {15, 30, 60, 120, 240, 240}) {
        REQUIRE(block);
        CHECK(block->until - block->since == std::chrono::minutes(minutes));
        block = block_after(failed(FailureKind::blocked), block, block->until, reset);
    }
}

TEST_CASE("a move between data centres says itself how long it takes") {
    CHECK(block_after(failed(FailureKind::migrating, Millis{2h}), {}, now, reset)->until == now + 2h);
    CHECK(block_after(failed(FailureKind::migrating), {}, now, reset)->until == now + 1h);
}

TEST_CASE("other failures block nothing") {
    CHECK_FALSE(block_after(failed(FailureKind::unreachable), {}, now, reset));
    CHECK_FALSE(block_after(failed(FailureKind::rate_limited), {}, now, reset));
}

TEST_CASE("a blocked platform is asked once an hour, and asking does not lengthen the block") {
    const auto block = *block_after(failed(FailureKind::daily_quota), {}, now, reset);
    CHECK_FALSE(may_be_asked(block, now + 59min));
    CHECK(may_be_asked(block, now + 60min));
    CHECK(goes_on_at(block, now + 10min) == now + 60min);
    const auto probed = *block_after(failed(FailureKind::daily_quota), block, now + 60min, reset);
    CHECK(probed.until == block.until);
    CHECK(probed.since == block.since);
    CHECK_FALSE(may_be_asked(probed, now + 119min));
    CHECK(may_be_asked(probed, reset));
}

TEST_CASE("a block that ends further ahead than any lasts comes from a clock that was wrong") {
    auto block = *block_after(failed(FailureKind::daily_quota), {}, now + 72h, reset + 72h);
    CHECK(may_be_asked(block, now));
    CHECK(block_after(failed(FailureKind::daily_quota), block, now, reset)->until == reset);
}

}  // namespace
}  // namespace pdhs
