#pragma once
#include <cstdint>
#include <deque>

namespace sandbox {

/// How many requests came in a rolling window. Not thread safe.
class RollingWindow {
  public:
    explicit RollingWindow(std::int64_t length_ms) : length_ms_(length_ms) {}

    /// Requests within the window that ends now.
    std::int64_t used(std::int64_t now_ms);
    void add(std::int64_t now_ms) { times_.push_back(now_ms); }
    /// Milliseconds until the oldest request leaves the window; the window's length when it is empty.
    std::int64_t until_room_ms(std::int64_t now_ms);

  private:
    std::int64_t length_ms_;
    std::deque<std::int64_t> times_;
};

/// What was spent since midnight. Not thread safe.
class DailyBudget {
  public:
    /// Spent today; a new day begins with nothing spent.
    std::int64_t spent(std::int64_t now_ms, int utc_offset_minutes);
    void spend(std::int64_t amount) { spent_ += amount; }

  private:
    std::int64_t day_ = 0;
    std::int64_t spent_ = 0;
};

}  // namespace sandbox
