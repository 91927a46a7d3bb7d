#pragma once
#include <atomic>
#include <chrono>
#include <cstdint>

namespace sandbox {

/// The only clock of both CRMs: change times, limits, the search index and the `Date` header all read it.
/// It follows the system's clock plus an offset until it is frozen. Thread safe. Milliseconds since 1970, UTC.
class Clock {
  public:
    std::int64_t now_ms() const {
        const auto frozen = frozen_at_.load();
        return frozen == following ? system_ms() + offset_.load() : frozen;
    }

    /// Moves the clock; negative values move it back.
    void advance(std::int64_t milliseconds) {
        if (frozen_at_ == following)
            offset_ += milliseconds;
        else
            frozen_at_ += milliseconds;
    }

    /// Jumps to a time; a following clock goes on from there, a frozen one stays there.
    void set(std::int64_t time_ms) {
        if (frozen_at_ == following)
            offset_ = time_ms - system_ms();
        else
            frozen_at_ = time_ms;
    }

    /// Stops at the present time; from now on only set() and advance() move it.
    void freeze() { frozen_at_ = now_ms(); }

    /// Runs again from where it stands.
    void follow() {
        offset_ = now_ms() - system_ms();
        frozen_at_ = following;
    }

  private:
    static constexpr std::int64_t following = INT64_MIN;

    static std::int64_t system_ms() {
        const auto since = std::chrono::system_clock::now().time_since_epoch();
        return std::chrono::duration_cast<std::chrono::milliseconds>(since).count();
    }

    std::atomic<std::int64_t> offset_{0};
    std::atomic<std::int64_t> frozen_at_{following};
};

}  // namespace sandbox
