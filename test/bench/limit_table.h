#pragma once
#include <optional>
#include <string>
#include <vector>

namespace bench {

/// A figure beside what it may be at most; both in the same unit. Without a unit it is a count, which is the same on
/// every machine.
struct LimitRow {
    std::string what;
    double figure = 0;
    std::optional<double> limit{};
    std::string unit{};

    [[nodiscard]] bool is_beyond() const { return limit && figure > *limit; }
    [[nodiscard]] bool is_count() const { return unit.empty(); }
    /// Times depend on the machine and on what else it does.
    [[nodiscard]] bool is_time() const { return unit == "ms" || unit == "s"; }
};

/// The rows as a table in Markdown, columns aligned; what is beyond its limit says so.
std::string shown(const std::vector<LimitRow>& rows);

}  // namespace bench
