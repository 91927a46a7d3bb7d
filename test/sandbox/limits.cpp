#include "sandbox/limits.h"

#include "sandbox/times.h"

namespace sandbox {

std::int64_t RollingWindow::used(std::int64_t now_ms) {
    while (!times_.empty() && times_.front() <= now_ms - length_ms_) times_.pop_front();
    return static_cast<std::int64_t>(times_.size());
}

std::int64_t RollingWindow::until_room_ms(std::int64_t now_ms) {
    return used(now_ms) == 0 ? length_ms_ : times_.front() + length_ms_ - now_ms;
}

std::int64_t DailyBudget::spent(std::int64_t now_ms, int utc_offset_minutes) {
    const auto today = day_number(now_ms, utc_offset_minutes);
    if (today != day_) {
        day_ = today;
        spent_ = 0;
    }
    return spent_;
}

}  // namespace sandbox
