#pragma once
#include <optional>
#include <string>
#include <vector>

#include "pdhs/core/interrupt.h"
#include "pdhs/core/log.h"
#include "pdhs/core/progress.h"
#include "pdhs/core/read_order.h"
#include "pdhs/core/secret.h"
#include "pdhs/core/time.h"
#include "pdhs/crm/platform.h"
#include "pdhs/state/lock.h"
#include "pdhs/state/store.h"

namespace pdhs {

/// Everything outside that a pass acts on. All of it must outlive the pass.
struct World {
    Store& store;
    const PassLock* lock = nullptr;  ///< null in a dry run, which creates nothing
    PerCrm<Platform*> platforms;
    Log& log;
    const Clock& clock;
    const Interrupt& interrupt;
    TellProgress progress = {};
    PerCrm<Secret> tokens = {};  ///< only to notice that they changed
};

enum class RunMode { real, dry };

/// Whether brakes hold.
enum class Belief {
    careful,
    forced,  ///< the user said so: brakes hold nothing back
};

/// Whether a Pipedrive user who is no admin is good enough.
enum class PartialView { brakes, accepted };

/// How a pass is to go.
struct PassOptions {
    RunMode mode = RunMode::real;
    Belief belief = Belief::careful;
    Listing listing = Listing::when_due;
    std::optional<long long> max_creates = {};  ///< on both platforms together
    std::optional<Millis> deadline = {};        ///< after it no create begins
    bool recreate_vanished = true;
    std::vector<std::string> ignore = {};
    Millis settle{0};
    bool detailed_exit_code = false;
    Millis list_every = std::chrono::hours{24};
    int share_percent = 80;                                ///< of the daily quotas, 1 to 100
    PerCrm<long long> limits_until_told{250'000, 30'000};  ///< daily quotas where answers announce none
    PartialView partial_view = PartialView::brakes;
    /// One read of a platform begins no further page after this time, so that no server keeps a pass for ever; the next
    /// pass goes on from there.
    Millis longest_read = std::chrono::hours{1};
    /// The same for a dry run, which keeps no place to go on from.
    Millis longest_dry_read = std::chrono::hours{6};
    /// What was read is good for creates for so long, or for a quarter of it after a reading that took longer itself:
    /// then changes are read again.
    Millis fresh_for = std::chrono::minutes{2};
};

}  // namespace pdhs
