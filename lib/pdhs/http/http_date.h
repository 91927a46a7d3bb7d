#pragma once
#include <optional>
#include <string_view>

#include "pdhs/core/time.h"

namespace pdhs {

/// An HTTP date in the one form that servers may send ("Sun, 06 Nov 1994 08:49:37 GMT", RFC 9110 section 5.6.7), or
/// nothing. The two obsolete forms, a weekday that does not fit and dates that do not exist are nothing as well.
[[nodiscard]] std::optional<Time> parse_http_date(std::string_view text);

}  // namespace pdhs
