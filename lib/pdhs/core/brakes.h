#pragma once
#include <string>
#include <vector>

#include "pdhs/core/plan.h"

namespace pdhs {

/// Whether a completed full listing shows so few of the known records that it cannot be believed: more than half of at
/// least twenty are missing (design section "Brakes").
[[nodiscard]] bool listing_is_unbelievable(long long known, long long missing);

/// How many vanished records may be created again in one pass, unattended: 5 % of the platform's live records, and at
/// least ten.
[[nodiscard]] long long most_recreations(long long live);

/// What a brake holds back, for people: the reason, the numbers and the way out. Empty: nothing.
using BrakeMessages = std::vector<std::string>;

/// Holds back the re-creations on a platform whose number is above `most_recreations`; all of them, not only the rest.
[[nodiscard]] BrakeMessages brake_recreations(std::vector<Planned>& planned, const PerCrm<long long>& live);

/// Holds back every create, because the listing of `crm` showed only `known - missing` of `known` records.
[[nodiscard]] std::string brake_everything(std::vector<Planned>& planned, Crm crm, long long known, long long missing);

}  // namespace pdhs
