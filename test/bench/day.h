#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "bench/crowd.h"
#include "bench/order.h"
#include "scenarios/row.h"

namespace bench {

/// What one side saw of all passes.
struct SideTotals {
    std::map<std::string, std::int64_t> requests;  ///< by kind
    std::map<std::string, int> modes;              ///< how it was read: passes by mode, as reported
    std::int64_t created = 0;
    std::int64_t refused_429 = 0;
};

/// What the program takes up at the end of a day.
struct Footprint {
    std::uintmax_t state_bytes = 0;
    std::uintmax_t log_bytes = 0;  ///< the rotated file too
    std::int64_t peak_bytes = 0;   ///< the most memory of a pass of that day
    std::int64_t records = 0;      ///< of both sides
};

/// What came of an order.
struct DayResult {
    Order order;
    std::int64_t end_ms = 0;
    std::map<std::string, int> passes;               ///< by exit status, or "signal N"
    std::map<std::string, std::string> last_errors;  ///< the last error's message, by exit status
    int paced = 0;                                   ///< passes that said so
    int skipped_starts = 0;                          ///< times to start at which the pass before still ran
    std::map<scenarios::Side, SideTotals> sides;
    std::map<std::int64_t, std::int64_t> tokens_by_day;  ///< Pipedrive's, by the number of the day since 1970
    std::vector<std::int64_t> pass_ms;                   ///< in real time
    std::vector<Newcomer> newcomers;
    std::int64_t duplicates = 0;
    std::vector<Footprint> days;  ///< the last one may be a part of a day
};

/// Plays the order from a midnight (UTC) on. Throws std::runtime_error when a pass does not come to an end.
DayResult play_day(const Order& order);

}  // namespace bench
