#pragma once
#include <string>

#include "pdhs/core/check.h"
#include "pdhs/report/text.h"

namespace pdhs {

/// One line for each finding, then what passes will cost, and what the first one would create.
[[nodiscard]] std::string check_as_text(const CheckReport& report, Terminal terminal);

/// The same as one JSON object on one line, schema "pdhs-sync.check/1". `error` is the first failed finding.
[[nodiscard]] std::string check_as_json(const CheckReport& report, const std::string& version);

}  // namespace pdhs
