#pragma once
#include <array>
#include <string>

#include "pdhs/core/report.h"

namespace pdhs {

/// How many creates (new and again) a platform got in this pass; in a dry run, would get.
[[nodiscard]] long long created_on(const Report& report, Crm crm);

/// How many of these had stood there before.
[[nodiscard]] long long recreated_on(const Report& report, Crm crm);

/// The cells of a table with one row for each platform under a row of titles.
using TableRow = std::array<std::string, 8>;
[[nodiscard]] std::array<TableRow, 3> platform_rows(const Report& report);
/// Texts stand at the left of their column, numbers at the right.
[[nodiscard]] bool is_text_column(std::size_t column);

/// One line for each platform under a line of titles, in aligned columns: what was read and how, what was created,
/// what the API was asked.
[[nodiscard]] std::string platform_table(const Report& report);

}  // namespace pdhs
