#include "pdhs/sync/policy.h"

namespace pdhs {

PlanPolicy policy_from(const PassOptions& options, Time now) {
    PlanPolicy policy;
    policy.now = now;
    policy.recreate_vanished = options.recreate_vanished;
    policy.ignore = options.ignore;
    policy.settle = options.settle;
    return policy;
}

}  // namespace pdhs
