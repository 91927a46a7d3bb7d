#include "pdhs/http/burst_limit.h"

#include "support/catch.h"

using namespace std::chrono_literals;
using pdhs::BurstLimit;
using pdhs::Instant;
using pdhs::Millis;

namespace {

constexpr Instant zero{1h};
/// Kept beyond the window, because the server counts at arrival.
constexpr Millis margin{25};

/// A limit with `starts` requests begun at `zero`.
BurstLimit busy(pdhs::Burst burst, int starts) {
    BurstLimit limit(burst);
    for (int i = 0; i < starts; ++i) limit.started(zero);
    return limit;
}

}  // namespace

TEST_CASE("as many requests as the limit start at once, the next when the oldest left the window") {
    BurstLimit limit({3, 2000ms});
    limit.started(zero);
    limit.started(zero + 100ms);
    CHECK(limit.wait(zero + 200ms) == 0ms);
    limit.started(zero + 200ms);
    CHECK(limit.wait(zero + 200ms) == 1800ms + margin);
    CHECK(limit.wait(zero + 2000ms + margin) == 0ms);
    limit.started(zero + 2000ms + margin);
    CHECK(limit.wait(zero + 2000ms + margin) == 100ms);
}

TEST_CASE("a wait is rounded up, never down") {
    auto limit = busy({1, 1000ms}, 1);
    CHECK(limit.wait(zero + 1us) == 1000ms + margin);
    CHECK(limit.wait(zero + 999us) == 1000ms + margin);
}

TEST_CASE("an announced limit and window are adopted") {
    auto limit = busy({20, 2000ms}, 5);
    limit.learn({5, 3, {}, {}}, zero);
    CHECK(limit.wait(zero) == 2000ms + margin);
    limit.learn({{}, {}, 10s, {}}, zero);
    CHECK(limit.wait(zero) == 10s + margin);
    limit.learn({6, {}, {}, {}}, zero);
    CHECK(limit.wait(zero) == 0ms);
}

TEST_CASE("starts from before a longer window was announced count in it") {
    BurstLimit limit({2, 1000ms});
    for (const auto start : {0s, 5s, 10s, 15s}) limit.started(zero + start);
    limit.learn({4, {}, 60s, {}}, zero + 16s);
    CHECK(limit.wait(zero + 16s) == 44s + margin);
}

TEST_CASE("nothing remaining is a pause until the reset, or for a window") {
    BurstLimit limit({20, 2000ms});
    limit.learn({20, 1, {}, 9s}, zero);
    CHECK(limit.wait(zero) == 0ms);
    limit.learn({20, 0, {}, {}}, zero);
    CHECK(limit.wait(zero) == 2000ms);
    limit.learn({20, 0, {}, 5s}, zero);
    CHECK(limit.wait(zero + 1s) == 4s);
    CHECK(limit.wait(zero + 5s) == 0ms);
}

TEST_CASE("nothing remaining is no further pause where our own starts fill the window") {
    BurstLimit limit({3, 2000ms});
    for (const auto start : {0ms, 100ms, 200ms}) limit.started(zero + start);
    limit.learn({3, 0, {}, 2s}, zero + 300ms);
    CHECK(limit.wait(zero + 300ms) == 1700ms + margin);
    limit.started(zero + 2s + margin);
    limit.learn({3, 0, {}, 2s}, zero + 2s + margin);
    CHECK(limit.wait(zero + 2s + margin) == 100ms);
    limit.learn({3, 0, {}, 7s}, zero + 2s + margin);
    CHECK(limit.wait(zero + 2s + margin) == 7s);
}

TEST_CASE("nothing remaining is a pause where others have spent a part of the window") {
    BurstLimit limit({3, 2000ms});
    limit.started(zero);
    limit.started(zero + 100ms);
    limit.learn({3, 0, {}, 2s}, zero + 300ms);
    CHECK(limit.wait(zero + 300ms) == 2s);
    limit.started(zero + 2300ms);
    limit.learn({3, 0, {}, {}}, zero + 2400ms);
    CHECK(limit.wait(zero + 2400ms) == 2s);
}

TEST_CASE("a pause is never shortened") {
    BurstLimit limit({20, 2000ms});
    limit.pause_until(zero + 10s);
    limit.pause_until(zero + 3s);
    limit.learn({20, 0, {}, 1s}, zero);
    limit.learn({20, 20, {}, {}}, zero);
    CHECK(limit.wait(zero) == 10s);
}

TEST_CASE("announcements that make no sense are ignored") {
    auto limit = busy({2, 1000ms}, 2);
    limit.learn({0, {}, 0ms, {}}, zero);
    limit.learn({-5, {}, -1ms, {}}, zero);
    limit.learn({{}, {}, 1h + 1ms, {}}, zero);
    CHECK(limit.wait(zero) == 1000ms + margin);

    const auto reset = GENERATE(Millis{0}, Millis{-1}, Millis{2h});
    BurstLimit idle({2, 1000ms});
    idle.learn({{}, 0, {}, reset}, zero);
    CHECK(idle.wait(zero) == 1000ms);
}
