#include "pdhs/report/text.h"

#include <fmt/format.h>

#include "pdhs/report/colour.h"
#include "pdhs/report/groups.h"
#include "pdhs/report/summary.h"
#include "pdhs/report/table.h"
#include "pdhs/report/words.h"

namespace pdhs {

namespace {

Colour colour_of(ExitCode exit_code) {
    switch (exit_code) {
        case ExitCode::ok:
        case ExitCode::would_change:
            return Colour::green;
        case ExitCode::unusable:
        case ExitCode::needs_a_person:
        case ExitCode::braked:
            return Colour::red;
        default:
            return Colour::yellow;
    }
}

}  // namespace

std::string report_as_text(const Report& report, Terminal terminal) {
    const auto colour = colour_of(report.exit_code);
    auto text = coloured(verdict_line(report), colour, terminal) + '\n';
    for (const auto& line : troubles(report)) text += coloured(line, colour, terminal) + '\n';
    for (const auto& line : notes(report)) text += line + '\n';
    text += '\n' + platform_table(report);
    for (const auto& group : grouped(report.actions)) text += group_text(group, "--format csv lists all");
    for (const auto& line : {totals_line(report), next_step(report)})
        if (!line.empty()) text += fmt::format("\n{}\n", line);
    return text;
}

}  // namespace pdhs
