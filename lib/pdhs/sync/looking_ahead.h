#pragma once
#include <vector>

#include "pdhs/core/plan.h"
#include "pdhs/state/store.h"
#include "pdhs/sync/world.h"

namespace pdhs {

/// What the state lets expect.
struct Outlook {
    std::vector<Planned> planned;  ///< twins included
    bool both_were_read_once = false;
};

/// The plan of a pass that had just read both sides to their ends and found nothing new; stored brakes hold. Asks no
/// platform, writes nothing.
[[nodiscard]] Result<Outlook> look_ahead(Store& store, const PassOptions& options, Time now);

}  // namespace pdhs
