#include "pdhs/core/clock.h"

#include <fmt/format.h>

namespace pdhs {

Millis clock_difference(Time theirs, Time before, Time after) {
    if (theirs < before) return theirs - before;
    return theirs > after ? theirs - after : Millis{0};
}

std::optional<Millis> nearest_clock(const PerCrm<std::optional<Millis>>& ahead) {
    if (!ahead.hubspot || !ahead.pipedrive) return ahead.hubspot ? ahead.hubspot : ahead.pipedrive;
    return std::chrono::abs(*ahead.hubspot) <= std::chrono::abs(*ahead.pipedrive) ? ahead.hubspot : ahead.pipedrive;
}

std::string wrong_clock_text(Millis ahead) {
    return fmt::format("this machine's clock is {} {}: set it, best by NTP (timedatectl set-ntp true)",
                       amount_of(ahead), ahead > Millis{0} ? "slow" : "fast");
}

}  // namespace pdhs
