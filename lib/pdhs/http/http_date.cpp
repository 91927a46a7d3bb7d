#include "pdhs/http/http_date.h"

#include <algorithm>
#include <array>

namespace pdhs {

namespace {

constexpr std::array<std::string_view, 7> weekdays = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
constexpr std::array<std::string_view, 12> months = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                     "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

template <std::size_t size>
std::optional<unsigned> index_of(std::string_view name, const std::array<std::string_view, size>& names) {
    const auto found = std::find(names.begin(), names.end(), name);
    if (found == names.end()) return std::nullopt;
    return static_cast<unsigned>(found - names.begin());
}

std::optional<int> number(std::string_view digits) {
    int value = 0;
    for (const char digit : digits) {
        if (digit < '0' || digit > '9') return std::nullopt;
        value = value * 10 + (digit - '0');
    }
    return value;
}

/// "Sun, 06 Nov 1994"
std::optional<std::chrono::sys_days> day_in(std::string_view text) {
    if (text.substr(3, 2) != ", " || text[7] != ' ' || text[11] != ' ') return std::nullopt;
    const auto weekday = index_of(text.substr(0, 3), weekdays);
    const auto day = number(text.substr(5, 2));
    const auto month = index_of(text.substr(8, 3), months);
    const auto year = number(text.substr(12, 4));
    if (!weekday || !day || !month || !year) return std::nullopt;
    const std::chrono::year_month_day date{std::chrono::year{*year}, std::chrono::month{*month + 1},
                                           std::chrono::day{static_cast<unsigned>(*day)}};
    if (!date.ok() || std::chrono::weekday{date} != std::chrono::weekday{*weekday}) return std::nullopt;
    return std::chrono::sys_days{date};
}

/// "08:49:37"; a leap second may be announced as 60.
std::optional<std::chrono::seconds> time_in(std::string_view text) {
    if (text[2] != ':' || text[5] != ':') return std::nullopt;
    const auto hour = number(text.substr(0, 2));
    const auto minute = number(text.substr(3, 2));
    const auto second = number(text.substr(6, 2));
    if (!hour || !minute || !second || *hour > 23 || *minute > 59 || *second > 60) return std::nullopt;
    return std::chrono::hours{*hour} + std::chrono::minutes{*minute} + std::chrono::seconds{*second};
}

}  // namespace

std::optional<Time> parse_http_date(std::string_view text) {
    constexpr std::string_view example = "Sun, 06 Nov 1994 08:49:37 GMT";
    if (text.size() != example.size() || text[16] != ' ' || text.substr(25) != " GMT") return std::nullopt;
    const auto day = day_in(text.substr(0, 16));
    const auto time = time_in(text.substr(17, 8));
    if (!day || !time) return std::nullopt;
    return Time{*day + *time};
}

}  // namespace pdhs
