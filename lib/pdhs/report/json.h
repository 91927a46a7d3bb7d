#pragma once
#include <string>

#include "pdhs/core/report.h"

namespace pdhs {

/// The report as one JSON object on one line, schema "pdhs-sync.run/1"; always valid UTF-8.
[[nodiscard]] std::string report_as_json(const Report& report, const std::string& version);

}  // namespace pdhs
