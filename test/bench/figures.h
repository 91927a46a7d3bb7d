#pragma once
#include <cstdint>
#include <string>
#include <vector>

namespace bench {

/// What is told of many measured values; all 0 when there are none.
struct Figures {
    std::size_t count = 0;
    std::int64_t median = 0;
    std::int64_t percentile_95 = 0;
    std::int64_t worst = 0;

    bool operator==(const Figures&) const = default;
};

/// By the nearest rank: each figure is one of the values.
Figures figures_of(std::vector<std::int64_t> values);

/// A time for people: "850 ms", "12 s", "3 min 20 s", "1 h 5 min".
std::string shown_time(std::int64_t milliseconds);
/// A number for people: "28,800".
std::string shown_number(std::int64_t number);
/// A size for people: "812 B", "340 kB", "1.2 MB".
std::string shown_size(std::uintmax_t bytes);

}  // namespace bench
