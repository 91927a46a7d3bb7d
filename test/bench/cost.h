#pragma once
#include <chrono>
#include <vector>

namespace bench {

/// What one run of a program took.
struct Cost {
    std::chrono::microseconds wall{};
    std::chrono::microseconds cpu{};  ///< of all its threads, within the system too
    long peak_kilobytes = 0;          ///< the most memory that it held at once

    bool operator==(const Cost&) const = default;
};

inline double in_milliseconds(std::chrono::microseconds time) {
    return std::chrono::duration<double, std::milli>(time).count();
}

inline double in_seconds(std::chrono::microseconds time) {
    return std::chrono::duration<double>(time).count();
}

/// Each figure's median by itself, the lower one of two. Throws std::invalid_argument when there are no costs.
Cost median_of(const std::vector<Cost>& costs);

}  // namespace bench
