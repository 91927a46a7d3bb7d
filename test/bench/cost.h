#pragma once
#include <chrono>
#include <cstdint>
#include <vector>

namespace bench {

/// What one run of a program took.
struct Cost {
    std::chrono::microseconds wall{};
    std::chrono::microseconds cpu{};  ///< of all its threads, within the system too
    std::int64_t peak_bytes = 0;      ///< the most memory that it held at once

    bool operator==(const Cost&) const = default;
};

inline double in_milliseconds(std::chrono::microseconds time) {
    return std::chrono::duration<double, std::milli>(time).count();
}

inline double in_megabytes(std::int64_t bytes) {
    return static_cast<double>(bytes) / 1e6;
}

inline double in_seconds(std::chrono::microseconds time) {
    return std::chrono::duration<double>(time).count();
}

/// Each figure's median by itself, the lower one of two. Throws std::invalid_argument when there are no costs.
Cost median_of(const std::vector<Cost>& costs);

}  // namespace bench
