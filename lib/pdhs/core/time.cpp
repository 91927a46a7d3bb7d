#include "pdhs/core/time.h"

#include <fmt/format.h>

namespace pdhs {

namespace {

std::string day_text(std::chrono::sys_days day) {
    const std::chrono::year_month_day date{day};
    return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                       static_cast<unsigned>(date.day()));
}

/// A day and the time of it.
struct Parts {
    explicit Parts(Time time) : Parts(time, std::chrono::floor<std::chrono::days>(time)) {}

    std::string day;
    std::chrono::hh_mm_ss<Millis> clock;

  private:
    Parts(Time time, std::chrono::sys_days since) : day(day_text(since)), clock(time - since) {}
};

/// "14:05:07"
std::string clock_text(const Parts& parts) {
    return fmt::format("{:02}:{:02}:{:02}", parts.clock.hours().count(), parts.clock.minutes().count(),
                       parts.clock.seconds().count());
}

}  // namespace

std::string minute_text(Time time) {
    const Parts parts(time);
    return fmt::format("{} {:02}:{:02} UTC", parts.day, parts.clock.hours().count(), parts.clock.minutes().count());
}

std::string second_text(Time time) {
    const Parts parts(time);
    return fmt::format("{} {} UTC", parts.day, clock_text(parts));
}

std::string iso_text(Time time) {
    const Parts parts(time);
    return fmt::format("{}T{}.{:03}Z", parts.day, clock_text(parts), parts.clock.subseconds().count());
}

std::string iso_second_text(Time time) {
    const Parts parts(time);
    return fmt::format("{}T{}Z", parts.day, clock_text(parts));
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
