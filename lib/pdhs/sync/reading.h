#pragma once
#include <optional>
#include <unordered_set>
#include <vector>

#include "pdhs/core/platform_time.h"
#include "pdhs/sync/world.h"

namespace pdhs {

/// What reading one platform brought.
struct Reading {
    ReadEnd end;
    Time began{};                           ///< by the platform's `Date`; by this machine's clock if it sends none
    PlatformTime platform_time;             ///< for stamping intents
    std::unordered_set<RecordNumber> seen;  ///< alive, by this pass's own reading
    std::vector<UnusableRow> unusable;
    long long read = 0;                     ///< live records
    std::optional<Error> state_error = {};  ///< the mirror could not be written
};

/// Reads both platforms at once, each page into the mirror as it arrives.
[[nodiscard]] PerCrm<Reading> read_both(World& world);

}  // namespace pdhs
