#pragma once
#include <string>

#include "pdhs/core/status.h"
#include "pdhs/report/text.h"

namespace pdhs {

/// How things stand, for a person: the last good pass, what holds something back, both platforms, who waits or is left
/// alone and why, the last passes.
[[nodiscard]] std::string status_as_text(const Status& status, Terminal terminal);

/// The same as one JSON object on one line, schema "pdhs-sync.status/1"; always valid UTF-8.
[[nodiscard]] std::string status_as_json(const Status& status, const std::string& version);

}  // namespace pdhs
