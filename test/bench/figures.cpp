#include "bench/figures.h"

#include <fmt/format.h>

#include <algorithm>

namespace bench {

namespace {

std::int64_t at_percent(const std::vector<std::int64_t>& sorted, std::size_t percent) {
    const auto rank = (sorted.size() * percent + 99) / 100;
    return sorted[std::max<std::size_t>(rank, 1) - 1];
}

}  // namespace

Figures figures_of(std::vector<std::int64_t> values) {
    if (values.empty()) return {};
    std::sort(values.begin(), values.end());
    return {values.size(), at_percent(values, 50), at_percent(values, 95), values.back()};
}

std::string shown_time(std::int64_t milliseconds) {
    const auto seconds = milliseconds / 1000;
    if (seconds < 1) return fmt::format("{} ms", milliseconds);
    if (seconds < 60) return fmt::format("{} s", seconds);
    if (seconds < 3600) return fmt::format("{} min {} s", seconds / 60, seconds % 60);
    return fmt::format("{} h {} min", seconds / 3600, seconds / 60 % 60);
}

std::string shown_number(std::int64_t number) {
    auto text = std::to_string(number);
    for (auto place = static_cast<std::ptrdiff_t>(text.size()) - 3; place > 0; place -= 3)
        text.insert(static_cast<std::size_t>(place), ",");
    return text;
}

std::string shown_size(std::uintmax_t bytes) {
    if (bytes < 1'000) return fmt::format("{} B", bytes);
    if (bytes < 1'000'000) return fmt::format("{} kB", bytes / 1'000);
    return fmt::format("{:.1f} MB", static_cast<double>(bytes) / 1e6);
}

}  // namespace bench
