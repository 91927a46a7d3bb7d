#pragma once
#include <vector>

#include "pdhs/state/sqlite.h"
#include "pdhs/state/store.h"

namespace pdhs {

/// Store::candidates(). An intent or a parking counts whichever record of the identity it was written for: the oldest
/// one may have been another one then.
[[nodiscard]] Result<std::vector<Candidate>> lonely_candidates(Connection& connection);
/// Identities with several live records of one platform.
[[nodiscard]] Result<std::vector<Twins>> twins_of_ambiguous(Connection& connection);

}  // namespace pdhs
