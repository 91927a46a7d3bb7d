#include "pdhs/settings/parse.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <utility>

#include "pdhs/core/text.h"

namespace pdhs {

namespace {

constexpr long long longest_duration_days = 3'650;
constexpr long long least_size = 10'000;
constexpr long long most_size = 100'000'000'000;

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

Unexpected refuse(std::string message) {
    return fail(ErrorKind::usage, std::move(message));
}

/// A run of digits at the start of a text, and what follows it.
struct NumberAndUnit {
    long long number = 0;
    std::string_view unit;
};

std::optional<NumberAndUnit> split_number(std::string_view text) {
    NumberAndUnit result;
    if (text.empty() || !is_digit(text.front())) return std::nullopt;
    const auto parsed = std::from_chars(text.data(), text.data() + text.size(), result.number);
    if (parsed.ec != std::errc{}) return std::nullopt;
    result.unit = text.substr(static_cast<std::size_t>(parsed.ptr - text.data()));
    return result;
}

std::string_view without_leading_blank(std::string_view unit) {
    return unit.substr(0, 1) == " " ? unit.substr(1) : unit;
}

/// What one unit of a duration is worth in seconds; 0 for an unknown one.
long long seconds_in(std::string_view unit) {
    if (unit.empty() || unit == "s") return 1;
    if (unit == "m") return 60;
    if (unit == "h") return 3'600;
    return unit == "d" ? 86'400 : 0;
}

/// What one unit of a size is worth in bytes; 0 for an unknown one.
long long bytes_in(const std::string& unit) {
    if (unit.empty() || unit == "b") return 1;
    if (unit == "kb") return 1'000;
    if (unit == "mb") return 1'000'000;
    return unit == "gb" ? 1'000'000'000 : 0;
}

/// number * factor if it is not beyond `most`.
std::optional<long long> product_up_to(long long most, long long number, long long factor) {
    if (factor == 0 || number > most / factor) return std::nullopt;
    return number * factor;
}

constexpr std::array<std::pair<std::string_view, LogLevel>, 7> log_levels = {{{"trace", LogLevel::trace},
                                                                              {"debug", LogLevel::debug},
                                                                              {"info", LogLevel::info},
                                                                              {"warn", LogLevel::warn},
                                                                              {"error", LogLevel::error},
                                                                              {"fatal", LogLevel::fatal},
                                                                              {"silent", LogLevel::silent}}};

bool is_year_and_month(std::string_view text) {
    if (text.size() != 7 || text[4] != '-') return false;
    const auto year = text.substr(0, 4);
    if (!std::all_of(year.begin(), year.end(), is_digit)) return false;
    return parse_number(text.substr(5), 1, 12).has_value();
}

bool is_address_or_domain(std::string_view text) {
    const auto at = text.find('@');
    return at != std::string_view::npos && at + 1 < text.size() && text.find('@', at + 1) == std::string_view::npos &&
           text.find_first_of("<>\"'*") == std::string_view::npos;
}

}  // namespace

Result<long long> parse_number(std::string_view text, long long least, long long most) {
    const auto number = split_number(text);
    if (!number || !number->unit.empty() || number->number < least || number->number > most)
        return refuse(fmt::format("must be a whole number from {} to {}", least, most));
    return number->number;
}

Result<Millis> parse_duration(const std::string& text) {
    const auto number = split_number(text);
    const auto seconds =
        number ? product_up_to(longest_duration_days * 86'400, number->number, seconds_in(number->unit)) : std::nullopt;
    if (!seconds)
        return refuse(
            fmt::format("must be a duration: a whole number and s, m, h or d, such as 90s, 5m, 24h (a bare number "
                        "is seconds; at most {}d)",
                        longest_duration_days));
    return Millis{*seconds * 1'000};
}

Result<long long> parse_size(std::string_view text) {
    const auto number = split_number(text);
    const auto bytes =
        number ? product_up_to(most_size, number->number, bytes_in(ascii_lower(without_leading_blank(number->unit))))
               : std::nullopt;
    if (!bytes || *bytes < least_size)
        return refuse(
            "must be a size from 10KB to 100GB: a whole number and KB, MB or GB, such as 10MB (a bare number is "
            "bytes)");
    return *bytes;
}

Result<int> parse_percent(std::string_view text) {
    const auto number = split_number(text);
    const auto unit = number ? without_leading_blank(number->unit) : std::string_view{};
    if (!number || (!number->unit.empty() && unit != "%") || number->number < 1 || number->number > 100)
        return refuse("must be a share from 1% to 100%, such as 80%");
    return static_cast<int>(number->number);
}

Result<bool> parse_switch(std::string_view text) {
    if (text != "0" && text != "1") return refuse("must be 0 (off) or 1 (on)");
    return text == "1";
}

Result<LogLevel> parse_log_level(std::string_view text) {
    const auto* const found =
        std::find_if(log_levels.begin(), log_levels.end(), [&](const auto& level) { return level.first == text; });
    if (found == log_levels.end())
        return refuse("must be one of trace, debug, info, warn, error, fatal, silent (in lower case)");
    return found->second;
}

Result<OnMissing> parse_on_missing(std::string_view text) {
    if (text == "recreate") return OnMissing::recreate;
    if (text == "ignore") return OnMissing::ignore;
    return refuse("must be recreate or ignore");
}

Result<std::string> parse_hubspot_api(std::string_view text) {
    if (text != "v3" && !is_year_and_month(text))
        return refuse("must be a version of HubSpot's API: a year and a month, such as 2026-09, or v3");
    return std::string(text);
}

Result<std::vector<std::string>> parse_ignore_list(std::string_view text) {
    constexpr std::string_view separators = ",; \t\r\n";
    std::vector<std::string> entries;
    for (auto begin = text.find_first_not_of(separators); begin != std::string_view::npos;) {
        const auto end = std::min(text.find_first_of(separators, begin), text.size());
        entries.push_back(ascii_lower(text.substr(begin, end - begin)));
        if (!is_address_or_domain(entries.back()))
            return refuse(
                fmt::format("must list addresses (ada@example.com) and domains (@example.com), separated by commas; "
                            "without wildcards; entry {} is neither",
                            entries.size()));
        begin = text.find_first_not_of(separators, end);
    }
    return entries;
}

}  // namespace pdhs
