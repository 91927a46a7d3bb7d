#pragma once
#include <optional>

#include "pdhs/sync/looking_up.h"
#include "pdhs/sync/reading.h"
#include "pdhs/sync/world.h"

namespace pdhs {

/// What a completed listing says about known records that it did not show.
struct Vanished {
    long long known = 0;
    long long missing = 0;
    bool unbelievable = false;  ///< the brake: no deletion was noticed
};

/// Notes as missing every known record that the completed listing of `crm` did not show, unless it showed so few that
/// it is not believed.
[[nodiscard]] Result<Vanished> note_missing(World& world, Crm crm, const Reading& reading, Belief belief);

/// Looks up by id missing records of `crm`: those that are gone leave the mirror, those that are alive (a listing can
/// be a little behind) or were merged are brought up to date. Those that the reading has shown meanwhile are no longer
/// missing. Returns the failure that ended it, if one did.
[[nodiscard]] Result<std::optional<Failure>> look_for_missing(World& world, LookingUp& looking_up, Crm crm,
                                                              Reading& reading);

}  // namespace pdhs
