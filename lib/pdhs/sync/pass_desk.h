#pragma once
#include <optional>

#include "pdhs/core/verdict.h"
#include "pdhs/sync/accounts.h"
#include "pdhs/sync/braking.h"
#include "pdhs/sync/looking_up.h"
#include "pdhs/sync/planning.h"
#include "pdhs/sync/polling.h"
#include "pdhs/sync/spending.h"
#include "pdhs/sync/telling.h"

namespace pdhs {

/// What all parts of one pass work with, and write into.
struct PassDesk {
    PassDesk(World& of, const PassOptions& wanted) : world(of), options(wanted) {}
    PassDesk(const PassDesk&) = delete;
    PassDesk& operator=(const PassDesk&) = delete;

    World& world;
    const PassOptions& options;
    Report report = {};
    PassFacts facts = {};
    std::optional<Teller> teller = {};  ///< as soon as the pass has its number
    Spending spending{world, options, report};
    Polling polling{world, options, spending};
    Accounts accounts{world, options, spending};
    Braking braking{world, options};
    LookingUp looking_up{world, spending};
    Planning planning{world, options, polling, spending, braking};
};

}  // namespace pdhs
