#pragma once
#include <string>

#include "pdhs/core/report.h"

namespace pdhs {

/// The report's actions as CSV (RFC 4180: CRLF, quotes doubled), one row each under a row of titles: do, on, from, key,
/// name, result, id, reason, detail; the same words as in JSON. A field that a spreadsheet would take for a formula
/// gets an apostrophe in front.
[[nodiscard]] std::string report_as_csv(const Report& report);

}  // namespace pdhs
