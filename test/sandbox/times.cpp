#include "sandbox/times.h"

#include <array>
#include <chrono>
#include <ctime>
#include <regex>

namespace sandbox {
namespace {

constexpr std::int64_t day_ms = 86'400'000;

std::string formatted(std::int64_t time_ms, const char* format) {
    const auto seconds = static_cast<std::time_t>(time_ms / 1000);
    std::tm parts{};
    gmtime_r(&seconds, &parts);
    std::array<char, 64> text{};
    return {text.data(), std::strftime(text.data(), text.size(), format, &parts)};
}

std::int64_t shifted(std::int64_t time_ms, int utc_offset_minutes) {
    return time_ms + std::int64_t{60'000} * utc_offset_minutes;
}

}  // namespace

std::string iso_seconds(std::int64_t time_ms) {
    return formatted(time_ms, "%Y-%m-%dT%H:%M:%SZ");
}

std::string iso_milliseconds(std::int64_t time_ms) {
    const auto fraction = time_ms % 1000;
    if (fraction == 0) return iso_seconds(time_ms);
    auto digits = std::to_string(1000 + fraction);
    digits[0] = '.';
    return formatted(time_ms, "%Y-%m-%dT%H:%M:%S") + digits + "Z";
}

std::string http_date(std::int64_t time_ms) {
    return formatted(time_ms, "%a, %d %b %Y %H:%M:%S GMT");
}

std::optional<std::int64_t> parse_iso(const std::string& text) {
    static const std::regex shape(R"((\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(\.(\d{3}))?Z)");
    std::smatch match;
    if (!std::regex_match(text, match, shape)) return std::nullopt;
    const auto number = [&](std::size_t group) { return std::stoi(match[group].str()); };
    const std::chrono::year_month_day day(std::chrono::year(number(1)),
                                          std::chrono::month(static_cast<unsigned>(number(2))),
                                          std::chrono::day(static_cast<unsigned>(number(3))));
    if (!day.ok() || number(4) > 23 || number(5) > 59 || number(6) > 59) return std::nullopt;
    const std::int64_t days = std::chrono::sys_days(day).time_since_epoch().count();
    const std::int64_t seconds = ((days * 24 + number(4)) * 60 + number(5)) * 60 + number(6);
    return seconds * 1000 + (match[8].matched ? number(8) : 0);
}

std::int64_t until_midnight_ms(std::int64_t time_ms, int utc_offset_minutes) {
    return day_ms - shifted(time_ms, utc_offset_minutes) % day_ms;
}

std::int64_t day_number(std::int64_t time_ms, int utc_offset_minutes) {
    return shifted(time_ms, utc_offset_minutes) / day_ms;
}

}  // namespace sandbox
