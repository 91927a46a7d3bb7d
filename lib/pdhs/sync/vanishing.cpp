#include "pdhs/sync/vanishing.h"

#include <algorithm>

#include "pdhs/core/brakes.h"

namespace pdhs {

namespace {

/// So many a pass: deletions in bulk must not keep it from its other work.
constexpr long long most_in_a_pass = 1'000;

Result<void> no_longer_missing(World& world, Crm crm, const std::vector<std::string>& ids) {
    std::vector<RecordRef> refs;
    refs.reserve(ids.size());
    for (const auto& id : ids) refs.push_back({crm, id});
    PDHS_TRY(const auto numbers, world.store.numbers_of(refs));
    return world.store.no_longer_missing(numbers);
}

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

Result<std::optional<Failure>> look_for_missing(World& world, LookingUp& looking_up, Crm crm, Reading& reading) {
    PDHS_TRY(const auto counts, world.store.counts());
    if (counts.missing[crm] == 0) return std::optional<Failure>();
    PDHS_CHECK(world.store.no_longer_missing(reading.seen.numbers()));
    PDHS_TRY(const auto affordable, looking_up.affordable(crm));
    PDHS_TRY(const auto ids, world.store.missing(crm, std::min(affordable, most_in_a_pass)));
    PDHS_TRY(auto looked_up, looking_up.look_up(crm, ids));
    reading.seen.insert_all(looked_up.seen);
    // Also those of whom the platform said nothing of use: the next listing asks again.
    PDHS_CHECK(no_longer_missing(world, crm, looked_up.failure ? looked_up.unanswered : looked_up.asked));
    return looked_up.failure;
}

}  // namespace pdhs
