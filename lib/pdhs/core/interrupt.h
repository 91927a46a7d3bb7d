#pragma once
#include <atomic>

namespace pdhs {

/// Whether the user or the system asked the pass to end. Set from a signal handler, read by everything that waits.
class Interrupt {
  public:
    /// Safe to call from a signal handler. `signal_number` is positive, as SIGINT or SIGTERM.
    void request(int signal_number) { signal_number_.store(signal_number, std::memory_order_relaxed); }
    [[nodiscard]] bool requested() const { return signal() != 0; }
    /// The signal's number, 0 when there was none.
    [[nodiscard]] int signal() const { return signal_number_.load(std::memory_order_relaxed); }

  private:
    std::atomic<int> signal_number_{0};
    static_assert(std::atomic<int>::is_always_lock_free, "a signal handler needs it");
};

}  // namespace pdhs
