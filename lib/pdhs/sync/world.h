#pragma once
#include <optional>
#include <string>
#include <vector>

#include "pdhs/core/interrupt.h"
#include "pdhs/core/log.h"
#include "pdhs/core/progress.h"
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
};

enum class RunMode { real, dry };

/// Whether a listing is believed that shows far fewer records than are known.
enum class Belief {
    careful,
    forced,  ///< the user said so: brakes hold nothing back
};

/// How a pass is to go.
struct PassOptions {
    RunMode mode = RunMode::real;
    Belief belief = Belief::careful;
    std::optional<long long> max_creates = {};  ///< on both platforms together
    std::optional<Millis> deadline = {};        ///< after it no create begins
    bool recreate_vanished = true;
    std::vector<std::string> ignore = {};
    Millis settle{0};
    bool detailed_exit_code = false;
};

}  // namespace pdhs
