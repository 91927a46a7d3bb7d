#pragma once
#include <optional>
#include <string>
#include <vector>

#include "pdhs/core/block.h"
#include "pdhs/core/brakes.h"
#include "pdhs/core/pacing.h"
#include "pdhs/core/read_order.h"
#include "pdhs/core/report.h"

namespace pdhs {

/// A pass of the past.
struct PastPass {
    long long pass = 0;
    Time started{};
    std::optional<ExitCode> exit_code = {};  ///< nothing: it still runs, or was killed
    Millis duration{0};
    PerCrm<long long> created{};
    std::string error = {};  ///< for people; empty if it ended well

    bool operator==(const PastPass&) const = default;
};

/// What the state knows of one platform.
struct PlatformStatus {
    long long live = 0;     ///< records
    long long missing = 0;  ///< not shown by the last listing, and not yet looked up
    ReadHistory history;
    std::optional<CutListing> cut = {};
    std::optional<Block> block = {};
    Budget budget;
    long long quota = 0;           ///< of a day: as announced last, else what is taken for it
    long long spent_in_a_day = 0;  ///< by us, calls on HubSpot and tokens on Pipedrive
    Millis interval{0};            ///< between two polls, as the budget allows
};

/// How things stand between two passes. `actions`: who is not to be created, or has to wait, and why.
struct Status {
    Time now{};
    std::string state_path = {};
    bool is_running = false;                  ///< a pass holds the lock at this moment
    std::vector<PastPass> passes;             ///< the latest first
    std::optional<PastPass> last_good = {};   ///< exit status 0 or 1
    std::optional<Millis> greatest_age = {};  ///< the last good pass may be so old
    PerCrm<PlatformStatus> platforms;
    long long bonds = 0;            ///< pairs of a contact and a person who are one
    long long ambiguous = 0;        ///< identities with several records of one platform
    PerCrm<long long> to_create{};  ///< by the next passes
    std::vector<Brake> brakes;
    std::vector<Action> actions;
};

/// Whether the last good pass is young enough; false if there is none.
[[nodiscard]] bool is_healthy(const Status& status);

}  // namespace pdhs
