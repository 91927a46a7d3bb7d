#include "bench/limit_table.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace bench {

namespace {

using Cells = std::array<std::string, 3>;

/// Three digits, at least: "0.52", "18.3", "104".
std::string shown(double figure, const std::string& unit) {
    const int digits = figure < 10 ? 2 : figure < 100 ? 1 : 0;
    const bool is_whole = std::floor(figure) == figure;
    const auto number = fmt::format("{:.{}f}", figure, is_whole ? 0 : digits);
    return unit.empty() ? number : number + " " + unit;
}

Cells cells_of(const LimitRow& row) {
    return {row.what, shown(row.figure, row.unit) + (row.is_beyond() ? " (beyond)" : ""),
            row.limit ? shown(*row.limit, row.unit) : ""};
}

}  // namespace

std::string shown(const std::vector<LimitRow>& rows) {
    std::vector<Cells> lines{{"What", "Measured", "Limit"}};
    for (const auto& row : rows) lines.push_back(cells_of(row));
    std::array<std::size_t, 3> widths{};
    for (const auto& line : lines)
        for (std::size_t i = 0; i < widths.size(); ++i) widths[i] = std::max(widths[i], line[i].size());
    const auto line_of = [&](const Cells& cells) {
        return fmt::format("| {:<{}} | {:>{}} | {:>{}} |\n", cells[0], widths[0], cells[1], widths[1], cells[2],
                           widths[2]);
    };
    auto text = line_of(lines[0]) +
                fmt::format("|{:-<{}}|{:->{}}:|{:->{}}:|\n", "", widths[0] + 2, "", widths[1] + 1, "", widths[2] + 1);
    for (std::size_t i = 1; i < lines.size(); ++i) text += line_of(lines[i]);
    return text;
}

}  // namespace bench
