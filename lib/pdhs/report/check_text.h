#pragma once
#include <string>

#include "pdhs/core/check.h"
#include "pdhs/report/text.h"

namespace pdhs {

/// One line.
[[nodiscard]] std::string finding_as_text(const Finding& finding, Terminal terminal);

/// What follows below the findings: whether all is ready, what passes will cost, what the first one would create.
[[nodiscard]] std::string conclusion_as_text(const CheckReport& report);

/// The same as one JSON object on one line, schema "pdhs-sync.check/1". `error` is the first failed finding.
[[nodiscard]] std::string check_as_json(const CheckReport& report, const std::string& version);

}  // namespace pdhs
