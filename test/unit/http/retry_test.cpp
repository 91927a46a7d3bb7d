#include "pdhs/http/retry.h"

#include <deque>
#include <vector>

#include "support/catch.h"
#include "support/fake_sleeper.h"

using namespace std::chrono_literals;
using pdhs::Failure;
using pdhs::FailureKind;

namespace {

/// Calls with_retries on a script of outcomes; what is left of it, was not asked for.
struct Attempts {
    std::deque<std::optional<Failure>> script;
    std::vector<pdhs::Millis> naps;
    bool interrupted = false;

    std::optional<Failure> run() {
        support::FakeSleeper sleeper(naps, [this] { return interrupted; });
        const auto attempt = [this] {
            auto outcome = script.front();
            script.pop_front();
            return outcome;
        };
        return pdhs::with_retries(attempt, sleeper);
    }
};

Failure failure(FailureKind kind) {
    return {kind, "it failed", "", {}, true};
}

}  // namespace

TEST_CASE("success needs no second try") {
    Attempts attempts{{std::nullopt}, {}};
    CHECK(attempts.run() == std::nullopt);
    CHECK(attempts.naps.empty());
}

TEST_CASE("a passing failure is tried again after growing pauses") {
    const auto down = failure(FailureKind::server_error);
    Attempts attempts{{down, down, std::nullopt}, {}};
    CHECK(attempts.run() == std::nullopt);
    REQUIRE(attempts.naps.size() == 2);
    CHECK((attempts.naps[0] >= 375ms && attempts.naps[0] <= 625ms));
    CHECK((attempts.naps[1] >= 750ms && attempts.naps[1] <= 1250ms));
}

TEST_CASE("four tries are the end, and the last failure is the result") {
    const auto down = failure(FailureKind::server_error);
    const auto away = failure(FailureKind::unreachable);
    Attempts attempts{{down, down, down, away, std::nullopt}, {}};
    CHECK(attempts.run() == away);
    CHECK(attempts.naps.size() == 3);
    CHECK(attempts.script.size() == 1);
}

TEST_CASE("a failure for good is not tried again") {
    const auto refused = failure(FailureKind::unauthorized);
    Attempts attempts{{failure(FailureKind::damaged), refused, std::nullopt}, {}};
    CHECK(attempts.run() == refused);
    CHECK(attempts.naps.size() == 1);
}

TEST_CASE("an interrupted pause ends the tries and tells of the last failure") {
    auto down = failure(FailureKind::server_error);
    down.surely_without_effect = false;
    Attempts attempts{{down, std::nullopt}, {}, true};
    const auto result = attempts.run();
    REQUIRE(result.has_value());
    CHECK(result->kind == FailureKind::interrupted);
    CHECK_FALSE(result->surely_without_effect);
    CHECK_THAT(result->message, contains("it failed"));
}

TEST_CASE("the real sleeper sleeps at least as long as asked, and not at all when interrupted") {
    pdhs::Interrupt interrupt;
    const auto sleeper = pdhs::make_sleeper(interrupt);
    const auto before = std::chrono::steady_clock::now();
    CHECK(sleeper->sleep(60ms));
    CHECK(std::chrono::steady_clock::now() - before >= 60ms);
    interrupt.request(15);
    CHECK_FALSE(sleeper->sleep(24h));
    CHECK_FALSE(sleeper->sleep(0ms));
}
