#pragma once
#include <optional>
#include <vector>

#include "pdhs/core/check.h"
#include "pdhs/sync/world.h"

namespace pdhs {

/// What asking both platforms showed.
struct Checked {
    std::vector<Finding> findings;
    std::optional<PerCrm<Forecast>> forecast = {};
    std::optional<FirstPass> first_pass = {};
    std::vector<LedgerEntry> spent;  ///< what all of it cost
};

/// What the state is good for.
enum class StateUse {
    good,
    busy,  ///< a pass is using it
    none,  ///< it cannot be read
};

/// Asks each platform as little as shows what its token can do: whose account it is, one page of a listing, and whether
/// it may create (HubSpot: 3 calls; Pipedrive: 12 tokens). A platform under a block is not asked. Where both sides were
/// never listed, and nothing stands in the way, a dry run tells what the first pass would do. `world.store` must be a
/// copy: nothing is created, and nothing is kept. Without a state of use nothing is said about passes.
[[nodiscard]] Result<Checked> check_platforms(World& world, const PassOptions& options, StateUse state);

}  // namespace pdhs
