#pragma once
#include <optional>
#include <vector>

#include "pdhs/core/plan.h"
#include "pdhs/core/platform_time.h"
#include "pdhs/sync/telling.h"
#include "pdhs/sync/world.h"

namespace pdhs {

/// How the creates of a pass ended on one platform.
struct Applied {
    std::optional<Failure> failure = {};    ///< the platform ended early
    std::optional<Error> state_error = {};  ///< an intent or effect could not be recorded
    Usage usage = {};
    Usage booked = {};  ///< what the ledger has already: each create was entered before it left
};

/// When creates have to stop beginning.
struct CreateLimits {
    std::optional<std::chrono::steady_clock::time_point> deadline = {};
};

/// Carries out the planned creates, both platforms at once: intent, request, effect, each recorded before the next.
/// Each action gets its outcome; what was not begun stays pending with a reason.
[[nodiscard]] PerCrm<Applied> apply(World& world, std::vector<Planned>& planned, const PerCrm<PlatformTime>& times,
                                    const CreateLimits& limits, Teller& teller);

}  // namespace pdhs
