#pragma once
#include <string>

#include "pdhs/core/report.h"
#include "pdhs/core/result.h"

namespace pdhs {

/// The report as one JSON object on one line, schema "pdhs-sync.run/1"; always valid UTF-8.
[[nodiscard]] std::string report_as_json(const Report& report, const std::string& version);

/// What a command that only looks writes when it cannot look: exit code 2 and the error.
[[nodiscard]] std::string failure_as_json(const std::string& schema, const std::string& version, const Error& error);

}  // namespace pdhs
