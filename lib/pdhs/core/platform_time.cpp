#include "pdhs/core/platform_time.h"

namespace pdhs {

Time trusted_date(std::optional<Time> date, Time machine) {
    constexpr auto furthest_ahead = std::chrono::minutes{2};
    return date && *date <= machine + furthest_ahead ? *date : machine;
}

}  // namespace pdhs
