#include "pdhs/sync/vanishing.h"

#include "pdhs/core/brakes.h"
#include "pdhs/sync/preparing.h"

namespace pdhs {

Result<Vanished> notice_vanished(World& world, Crm crm, Reading& reading, Belief belief) {
    Vanished vanished;
    PDHS_TRY(const auto counts, world.store.counts());
    vanished.known = counts.live[crm];
    if (vanished.known == static_cast<long long>(reading.seen.size())) return vanished;

    PDHS_TRY(const auto unseen, world.store.live_records_without(crm, reading.seen));
    vanished.missing = static_cast<long long>(unseen.size());
    vanished.unbelievable = belief == Belief::careful && listing_is_unbelievable(vanished.known, vanished.missing);
    if (vanished.unbelievable || unseen.empty()) return vanished;

    PDHS_TRY(auto looked_up, look_up(world, crm, unseen));
    reading.seen.insert(looked_up.seen.begin(), looked_up.seen.end());
    vanished.failure = looked_up.failure;
    vanished.usage = looked_up.usage;
    return vanished;
}

}  // namespace pdhs
