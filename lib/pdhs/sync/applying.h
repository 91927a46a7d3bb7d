#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "pdhs/core/plan.h"
#include "pdhs/core/platform_time.h"
#include "pdhs/core/streak.h"
#include "pdhs/sync/telling.h"
#include "pdhs/sync/world.h"

namespace pdhs {

/// How the creates of a pass ended on one platform.
struct Applied {
    std::optional<Failure> failure = {};    ///< the platform ended early
    std::optional<Error> state_error = {};  ///< an intent or effect could not be recorded
    Usage usage = {};
    Usage booked = {};            ///< what the ledger has already: each create was entered before it left
    std::string stopped_by = {};  ///< why no more was begun, as actions tell it; empty if all were and nothing failed
};

/// When creates have to stop beginning.
struct CreateLimits {
    std::optional<Instant> deadline = {};
    /// What the creates rest on is too old from then on; the first request goes out all the same.
    std::optional<Instant> outdated = {};
};

/// The reason of what was not begun because what it rests on had grown old.
inline constexpr std::string_view outdated_reason = "outdated";
/// The reason of what was not begun because the platform takes no more in this pass.
inline constexpr std::string_view platform_ended_reason = "platform_ended";

/// Carries out the planned creates, both platforms at once: intent, request, effect, each recorded before the next.
/// Each action gets its outcome; what was not begun stays pending with a reason. `streaks` go on from earlier creates
/// of this pass.
[[nodiscard]] PerCrm<Applied> apply(World& world, std::vector<Planned>& planned, const PerCrm<PlatformTime>& times,
                                    const CreateLimits& limits, PerCrm<CreateStreak>& streaks, Teller& teller);

}  // namespace pdhs
