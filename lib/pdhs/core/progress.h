#pragma once
#include <functional>

#include "pdhs/core/contact.h"

namespace pdhs {

/// How far a pass has come on one platform.
struct Progress {
    enum class Step {
        asking,   ///< no answer yet
        pausing,  ///< for `total` ms, before a request is tried again or because of a limit
        reading,
        creating,
        failed,
    };
    Step step = Step::asking;
    Crm crm = Crm::hubspot;
    long long done = 0;
    long long total = 0;  ///< 0: not known
};

/// Told from several threads.
using TellProgress = std::function<void(const Progress&)>;

}  // namespace pdhs
