#include "pdhs/sync/braking.h"

#include <algorithm>

namespace pdhs {

namespace {

const Brake* find(const std::vector<Brake>& brakes, BrakeKind kind, Crm crm) {
    const auto found = std::find_if(brakes.begin(), brakes.end(),
                                    [&](const Brake& brake) { return brake.kind == kind && brake.crm == crm; });
    return found == brakes.end() ? nullptr : &*found;
}

}  // namespace

bool Braking::is_waived(const Brake& brake) const {
    return pdhs::is_waived(brake, options_.partial_view == PartialView::accepted);
}

Result<void> Braking::listed(Crm crm, const Vanished& vanished) {
    PDHS_TRY(const auto brakes, world_.store.brakes());
    // What was lifted stays so until all are back: a large number may take days.
    const auto* const recreations = find(brakes, BrakeKind::recreations, crm);
    if (recreations != nullptr && recreations->status == Brake::Status::holds)
        PDHS_CHECK(world_.store.forget_brake(BrakeKind::recreations, crm));
    PDHS_CHECK(world_.store.forget_brake(BrakeKind::listing, crm));
    if (!vanished.unbelievable) return {};
    return world_.store.set_brake({BrakeKind::listing, crm, Brake::Status::holds, world_.clock.now(),
                                   listing_message(crm, vanished.known, vanished.missing)});
}

Result<void> Braking::lift() {
    if (options_.belief != Belief::forced) return {};
    PDHS_TRY(const auto brakes, world_.store.brakes());
    for (auto brake : brakes) {
        if (brake.status == Brake::Status::lifted || brake.kind == BrakeKind::account) continue;
        brake.status = Brake::Status::lifted;
        PDHS_CHECK(world_.store.set_brake(brake));
    }
    return {};
}

Result<std::vector<std::string>> Braking::holding_everything() {
    PDHS_TRY(const auto brakes, world_.store.brakes());
    std::vector<std::string> messages;
    for (const auto& brake : brakes)
        if (brake.kind == BrakeKind::account && brake.status == Brake::Status::holds) messages.push_back(brake.message);
    return messages;
}

/// A brake that has nothing left to hold is over.
Result<void> Braking::watch_recreations(Crm crm, const std::vector<Planned>& planned, bool has_vanished_ones) {
    PDHS_TRY(const auto counts, world_.store.counts());
    const bool nothing_to_hold = !options_.recreate_vanished || (!has_vanished_ones && counts.missing[crm] == 0);
    if (nothing_to_hold) return world_.store.forget_brake(BrakeKind::recreations, crm);
    return engage_recreations(crm, recreations_on(crm, planned), most_recreations(counts.live[crm]));
}

Result<void> Braking::engage_recreations(Crm crm, long long count, long long most) {
    PDHS_TRY(const auto brakes, world_.store.brakes());
    if (count <= most || find(brakes, BrakeKind::recreations, crm) != nullptr) return {};
    return world_.store.set_brake(
        {BrakeKind::recreations, crm, status(), world_.clock.now(), recreations_message(crm, count, most)});
}

Result<bool> Braking::hold_missing(Crm crm) {
    PDHS_TRY(const auto counts, world_.store.counts());
    if (counts.missing[crm] == 0 || !options_.recreate_vanished) return false;
    PDHS_CHECK(engage_recreations(crm, counts.missing[crm], most_recreations(counts.live[crm])));
    PDHS_TRY(const auto brakes, world_.store.brakes());
    const auto* const brake = find(brakes, BrakeKind::recreations, crm);
    return brake != nullptr && brake->status == Brake::Status::holds;
}

Result<std::vector<std::string>> Braking::hold(std::vector<Planned>& planned, const PerCrm<bool>& has_vanished_ones) {
    for (const auto crm : both_crms) PDHS_CHECK(watch_recreations(crm, planned, has_vanished_ones[crm]));
    return hold_by_stored(planned);
}

Result<std::vector<std::string>> Braking::hold_by_stored(std::vector<Planned>& planned) {
    PDHS_TRY(const auto brakes, world_.store.brakes());
    std::vector<std::string> messages;
    for (const auto& brake : brakes) {
        if (brake.status == Brake::Status::lifted || is_waived(brake)) continue;
        apply_brake(brake, planned);
        messages.push_back(brake.message);
    }
    return messages;
}

}  // namespace pdhs
