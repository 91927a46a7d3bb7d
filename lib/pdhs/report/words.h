#pragma once
#include <string>
#include <string_view>

#include "pdhs/core/report.h"
#include "pdhs/core/text.h"
#include "pdhs/core/time.h"

namespace pdhs {

/// "0.4 s", "12 s", "3 min 5 s", "2 h 10 min"
[[nodiscard]] std::string duration_text(Millis duration);

/// What a reason word such as "shared_address" means, in plain language; an unknown word as it is.
[[nodiscard]] std::string explained(std::string_view reason);

/// What a person can do about a pass that ended like this; empty when there is nothing to do.
[[nodiscard]] std::string_view advice_for(ExitCode exit_code);

}  // namespace pdhs
