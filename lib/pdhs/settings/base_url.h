#pragma once
#include <string>
#include <string_view>

#include "pdhs/core/result.h"

namespace pdhs {

/// Where a platform's API is: `scheme://host[:port]`, https or, on this machine only (127.0.0.0/8, localhost, [::1]),
/// http. Scheme and host come back in lower case, and without the one slash that may follow them. A path, a query,
/// credentials or a host outside ASCII are errors (ErrorKind::usage); the error is a predicate such as "must begin with
/// https://" and never repeats the URL.
[[nodiscard]] Result<std::string> parse_base_url(std::string_view text);

}  // namespace pdhs
