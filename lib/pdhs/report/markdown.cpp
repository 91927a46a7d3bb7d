#include "pdhs/report/markdown.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "pdhs/report/groups.h"
#include "pdhs/report/summary.h"
#include "pdhs/report/table.h"
#include "pdhs/report/words.h"

namespace pdhs {

namespace {

constexpr std::size_t most_rows_of_a_group = 100;

/// Any sign of ASCII may be escaped, and the escaped one means itself (GitHub Flavored Markdown Spec, 6.1).
std::string escaped(const std::string& text) {
    constexpr std::string_view signs = R"(\`*_{}[]()<>#+!|~&@:$"'.)";
    std::string result;
    for (const auto c : text) {
        if (signs.find(c) != std::string_view::npos) result += '\\';
        result += c;
    }
    return result;
}

template <class Cells>
std::string row_of(const Cells& cells) {
    std::string row = "|";
    for (const auto& cell : cells) row += fmt::format(" {} |", cell);
    return row + '\n';
}

std::string table_of_platforms(const Report& report) {
    const auto rows = platform_rows(report);
    auto text = row_of(rows.front()) + "|";
    for (std::size_t column = 0; column < rows.front().size(); ++column)
        text += is_text_column(column) ? " :-- |" : " --: |";
    text += '\n';
    for (std::size_t each = 1; each < rows.size(); ++each) text += row_of(rows[each]);
    return text;
}

std::string row_of_action(const Action& action) {
    const auto to = action.id.empty() ? std::string{} : to_string({action.on, action.id});
    return row_of(std::array{escaped(who(action)), escaped(shown(to_string(action.from))), escaped(shown(to)),
                             escaped(shown(action.detail))});
}

std::string section_of(const ActionGroup& group) {
    const auto count = group.actions.size();
    const auto listed = std::min(count, most_rows_of_a_group);
    const auto title = fmt::format("{} ({})", group.heading, with_thousands(static_cast<long long>(count)));
    auto text = fmt::format("\n#### {}\n\n| who | from | to | |\n| :-- | :-- | :-- | :-- |\n", escaped(title));
    for (std::size_t each = 0; each < listed; ++each) text += row_of_action(*group.actions[each]);
    if (listed < count)
        text += fmt::format("\n… and {} more\n", with_thousands(static_cast<long long>(count - listed)));
    return text;
}

}  // namespace

std::string report_as_markdown(const Report& report) {
    auto text = fmt::format("### {}\n", escaped("pdhs-sync - " + verdict_line(report)));
    for (const auto& line : troubles(report)) text += fmt::format("\n**{}**\n", escaped(line));
    for (const auto& line : notes(report)) text += fmt::format("\n{}\n", escaped(line));
    if (report.pass > 0) text += '\n' + table_of_platforms(report);
    for (const auto& group : grouped(report.actions)) text += section_of(group);
    for (const auto& line : {totals_line(report), next_step(report)})
        if (!line.empty()) text += fmt::format("\n{}\n", escaped(line));
    return text;
}

}  // namespace pdhs
