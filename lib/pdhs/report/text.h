#pragma once
#include <string>

#include "pdhs/core/report.h"

namespace pdhs {

/// Whether a text may use colour and cursor movement.
enum class Terminal { plain, colour };

/// The report for a person: what was read, created on each side, left alone and why, how long it took.
[[nodiscard]] std::string report_as_text(const Report& report, Terminal terminal);

}  // namespace pdhs
