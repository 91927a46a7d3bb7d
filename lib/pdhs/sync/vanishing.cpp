#include "pdhs/sync/vanishing.h"

#include <algorithm>

#include "pdhs/core/brakes.h"
#include "pdhs/sync/preparing.h"

namespace pdhs {

namespace {

/// So many a pass: deletions in bulk must not keep it from its other work.
constexpr long long most_in_a_pass = 1'000;

}  // namespace

Result<Vanished> note_missing(World& world, Crm crm, const Reading& reading, Belief belief) {
    Vanished vanished;
    PDHS_TRY(const auto counts, world.store.counts());
    vanished.known = counts.live[crm];
    PDHS_TRY(const auto unseen,
             world.store.live_records_without(crm, reading.listed, reading.listing_at, world.clock.now()));
    vanished.missing = static_cast<long long>(unseen.size());
    vanished.unbelievable = belief == Belief::careful && listing_is_unbelievable(vanished.known, vanished.missing);
    if (vanished.unbelievable || unseen.empty()) return vanished;
    PDHS_CHECK(world.store.note_missing(unseen));
    return vanished;
}

Result<Enquired> look_for_missing(World& world, Crm crm, Reading& reading, long long most) {
    Enquired enquired;
    PDHS_TRY(const auto counts, world.store.counts());
    if (counts.missing[crm] == 0) return enquired;
    PDHS_CHECK(world.store.no_longer_missing(std::vector<RecordNumber>(reading.seen.begin(), reading.seen.end())));
    PDHS_TRY(const auto ids, world.store.missing(crm, std::min(most, most_in_a_pass)));
    PDHS_TRY(auto looked_up, look_up(world, crm, ids));
    reading.seen.insert(looked_up.seen.begin(), looked_up.seen.end());
    enquired.failure = looked_up.failure;
    enquired.usage = looked_up.usage;
    if (looked_up.failure) return enquired;
    // Also those of whom the platform said nothing of use: the next listing asks again.
    std::vector<RecordRef> asked;
    for (const auto& id : ids) asked.push_back({crm, id});
    PDHS_TRY(const auto numbers, world.store.numbers_of(asked));
    PDHS_CHECK(world.store.no_longer_missing(numbers));
    return enquired;
}

}  // namespace pdhs
