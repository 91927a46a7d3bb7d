#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "pdhs/core/log.h"
#include "pdhs/core/result.h"
#include "pdhs/settings/settings.h"

// The forms of the single settings; parse_duration is in settings.h. Each error (ErrorKind::usage) is a predicate such
// as "must be 0 or 1", for the caller to put behind the name of the setting. None repeats the value: it may be a token
// that stands in the wrong place.

namespace pdhs {

/// A whole number from `least` to `most`, decimal digits only.
[[nodiscard]] Result<long long> parse_number(std::string_view text, long long least, long long most);

/// "10MB", "500 KB", "123456" (bytes) -> bytes; 1 KB is 1,000 bytes. At least 10 KB, at most 100 GB.
[[nodiscard]] Result<long long> parse_size(std::string_view text);

/// "80%", "80 %" or "80" -> 80; from 1 to 100.
[[nodiscard]] Result<int> parse_percent(std::string_view text);

/// "0" or "1".
[[nodiscard]] Result<bool> parse_switch(std::string_view text);

/// pino's names, "trace" to "fatal", and "silent".
[[nodiscard]] Result<LogLevel> parse_log_level(std::string_view text);

/// "recreate" or "ignore".
[[nodiscard]] Result<OnMissing> parse_on_missing(std::string_view text);

/// "2026-09" or any other year and month, or "v3".
[[nodiscard]] Result<std::string> parse_hubspot_api(std::string_view text);

/// Addresses and "@domain"s, separated by commas, semicolons or blanks; lower-case afterwards.
[[nodiscard]] Result<std::vector<std::string>> parse_ignore_list(std::string_view text);

}  // namespace pdhs
