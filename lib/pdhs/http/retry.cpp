#include "pdhs/http/retry.h"

#include <algorithm>
#include <random>
#include <thread>

namespace pdhs {

namespace {

class RealSleeper final : public Sleeper {
  public:
    explicit RealSleeper(const Interrupt& interrupt) : interrupt_(interrupt) {}

    [[nodiscard]] bool sleep(Millis time) override {
        using Monotonic = std::chrono::steady_clock;
        constexpr Millis slice{50};
        const auto end = Monotonic::now() + time;
        while (!interrupt_.requested()) {
            const auto left = std::chrono::ceil<Millis>(end - Monotonic::now());
            if (left <= Millis{0}) return true;
            std::this_thread::sleep_for(std::min(left, slice));
        }
        return false;
    }

  private:
    const Interrupt& interrupt_;
};

Failure interrupted_after(Failure failure) {
    failure.kind = FailureKind::interrupted;
    failure.message = "interrupted before the next try; the last one: " + failure.message;
    return failure;
}

}  // namespace

std::unique_ptr<Sleeper> make_sleeper(const Interrupt& interrupt) {
    return std::make_unique<RealSleeper>(interrupt);
}

std::optional<Failure> with_retries(const std::function<std::optional<Failure>()>& attempt, Sleeper& sleeper,
                                    const RetryPolicy& policy) {
    std::minstd_rand random{std::random_device{}()};
    std::uniform_real_distribution<double> jitter{0.0, 1.0};
    for (int tries = 1;; ++tries) {
        auto failure = attempt();
        if (!failure) return std::nullopt;
        const auto pause = pause_before_retry(*failure, tries, jitter(random), policy);
        if (!pause) return failure;
        if (!sleeper.sleep(*pause)) return interrupted_after(std::move(*failure));
    }
}

}  // namespace pdhs
