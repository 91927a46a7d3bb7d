#pragma once
#include <string>

#include "pdhs/core/report.h"

namespace pdhs {

/// The report as GitHub-flavoured Markdown, such as for a step summary of GitHub Actions: a heading with the verdict,
/// what went wrong, a table of the platforms and one of each group of actions. At most 100 rows a group, so that it
/// stays far below the 1 MiB of such a summary. Nothing from the platforms is taken as Markdown or HTML.
[[nodiscard]] std::string report_as_markdown(const Report& report);

}  // namespace pdhs
