#include "pdhs/core/time.h"

#include <fmt/format.h>

namespace pdhs {

namespace {

std::string day_text(std::chrono::sys_days day) {
    const std::chrono::year_month_day date{day};
    return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                       static_cast<unsigned>(date.day()));
}

}  // namespace

std::string minute_text(Time time) {
    const auto day = std::chrono::floor<std::chrono::days>(time);
    const std::chrono::hh_mm_ss clock{time - day};
    return fmt::format("{} {:02}:{:02} UTC", day_text(day), clock.hours().count(), clock.minutes().count());
}

std::string second_text(Time time) {
    const auto day = std::chrono::floor<std::chrono::days>(time);
    const std::chrono::hh_mm_ss clock{time - day};
    return fmt::format("{} {:02}:{:02}:{:02} UTC", day_text(day), clock.hours().count(), clock.minutes().count(),
                       clock.seconds().count());
}

std::string amount_of(Millis time) {
    const auto seconds = std::chrono::round<std::chrono::seconds>(std::chrono::abs(time)).count();
    const auto rounded = [seconds](long long unit) { return (seconds + unit / 2) / unit; };
    if (seconds < 120) return fmt::format("{} s", seconds);
    if (seconds < 7'200) return fmt::format("{} min", rounded(60));
    if (seconds < 172'800) return fmt::format("{} h", rounded(3'600));
    return fmt::format("{} days", rounded(86'400));
}

}  // namespace pdhs
