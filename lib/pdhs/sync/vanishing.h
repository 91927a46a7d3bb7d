#pragma once
#include <optional>

#include "pdhs/sync/reading.h"
#include "pdhs/sync/world.h"

namespace pdhs {

/// What a completed listing says about known records that it did not show.
struct Vanished {
    long long known = 0;
    long long missing = 0;
    bool unbelievable = false;  ///< the brake: no deletion was noticed
    std::optional<Failure> failure = {};
    Usage usage = {};
};

/// Looks up by id every known record of `crm` that its completed listing did not show: those that are gone leave the
/// mirror, those that are alive (the listing can be a little behind) or were merged are brought up to date.
[[nodiscard]] Result<Vanished> notice_vanished(World& world, Crm crm, Reading& reading, Belief belief);

}  // namespace pdhs
