#include "pdhs/report/table.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "pdhs/report/words.h"

namespace pdhs {

namespace {

constexpr std::size_t column_count = std::tuple_size_v<TableRow>;
using Widths = std::array<std::size_t, column_count>;

std::string_view reading_text(ReadMode mode) {
    switch (mode) {
        case ReadMode::none:
            return "not read";
        case ReadMode::full:
            return "all";
        case ReadMode::changes:
            return "changes";
    }
    return "";
}

std::string reading_text(const PlatformReport& platform) {
    const bool is_partial = platform.mode != ReadMode::none && !platform.complete;
    return fmt::format("{}{}", reading_text(platform.mode), is_partial ? ", not to the end" : "");
}

long long planned_on(const Report& report, Crm crm, Action::Do what) {
    return std::count_if(report.actions.begin(), report.actions.end(), [&](const Action& action) {
        return action.on == crm && action.what == what && action.outcome == Action::Outcome::planned;
    });
}

/// New and again, apart: in a dry run only the actions know.
std::pair<long long, long long> creates_on(const Report& report, Crm crm) {
    if (report.dry_run)
        return {planned_on(report, crm, Action::Do::create), planned_on(report, crm, Action::Do::recreate)};
    return {report.platforms[crm].created, report.platforms[crm].recreated};
}

TableRow title_row(const Report& report) {
    return {"",
            "read",
            "how",
            report.dry_run ? "to create" : "created",
            report.dry_run ? "to re-create" : "re-created",
            "there already",
            "failed",
            "requests"};
}

TableRow platform_row(const Report& report, Crm crm) {
    const auto& platform = report.platforms[crm];
    const auto [created, recreated] = creates_on(report, crm);
    return {std::string(title_of(crm)),      with_thousands(platform.read),    reading_text(platform),
            with_thousands(created),         with_thousands(recreated),        with_thousands(platform.exists),
            with_thousands(platform.failed), with_thousands(platform.requests)};
}

std::string row_text(const TableRow& row, const Widths& widths) {
    std::string line;
    for (std::size_t column = 0; column < column_count; ++column) {
        if (column > 0) line += "  ";
        line += is_text_column(column) ? fmt::format("{:<{}}", row[column], widths[column])
                                       : fmt::format("{:>{}}", row[column], widths[column]);
    }
    line.erase(line.find_last_not_of(' ') + 1);
    return line;
}

}  // namespace

long long created_on(const Report& report, Crm crm) {
    const auto [created, recreated] = creates_on(report, crm);
    return created + recreated;
}

long long recreated_on(const Report& report, Crm crm) {
    return creates_on(report, crm).second;
}

std::array<TableRow, 3> platform_rows(const Report& report) {
    return {title_row(report), platform_row(report, Crm::hubspot), platform_row(report, Crm::pipedrive)};
}

bool is_text_column(std::size_t column) {
    return column == 0 || column == 2;
}

std::string platform_table(const Report& report) {
    const auto rows = platform_rows(report);
    Widths widths{};
    for (const auto& row : rows) {
        for (std::size_t column = 0; column < column_count; ++column)
            widths[column] = std::max(widths[column], row[column].size());
    }
    std::string text;
    for (const auto& row : rows) text += row_text(row, widths) + '\n';
    return text;
}

}  // namespace pdhs
