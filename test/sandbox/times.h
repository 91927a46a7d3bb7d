#pragma once
#include <cstdint>
#include <optional>
#include <string>

namespace sandbox {

/// "2026-11-23T07:00:00.648Z"; as HubSpot writes it, without the fraction when that is 0.
std::string iso_milliseconds(std::int64_t time_ms);
/// "2026-11-23T07:00:00Z".
std::string iso_seconds(std::int64_t time_ms);
/// "Mon, 23 Nov 2026 07:00:00 GMT".
std::string http_date(std::int64_t time_ms);

/// Reads "YYYY-MM-DDTHH:MM:SS[.fff]Z" strictly; milliseconds since 1970.
std::optional<std::int64_t> parse_iso(const std::string& text);

inline std::int64_t whole_seconds(std::int64_t time_ms) {
    return time_ms / 1000 * 1000;
}

/// Milliseconds until the next midnight at that distance from UTC.
std::int64_t until_midnight_ms(std::int64_t time_ms, int utc_offset_minutes);
/// The number of the day since 1970 at that distance from UTC.
std::int64_t day_number(std::int64_t time_ms, int utc_offset_minutes);

}  // namespace sandbox
