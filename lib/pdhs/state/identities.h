#pragma once
#include <vector>

#include "pdhs/core/plan.h"
#include "pdhs/state/sqlite.h"

namespace pdhs {

// Tables `lonely` and `ambiguous`: what is special about an identity, kept so that a quiet pass need not look at all
// identities. An identity has the number of its first record.

struct LonelyIdentity {
    RecordNumber identity = 0;
    RecordNumber source = 0;  ///< its oldest live record
    bool uncertain = false;
};

/// The identity is no longer known to be special.
[[nodiscard]] Result<void> forget_identity(Connection& connection, RecordNumber identity);
/// Both are one from now on; what is special about it, the next resolve_changes() says.
[[nodiscard]] Result<void> unite_identities(Connection& connection, RecordNumber a, RecordNumber b);
/// The identity stands on one platform only.
[[nodiscard]] Result<void> insert_lonely(Connection& connection, const LonelyIdentity& lonely);
/// The identity has several live records of one platform.
[[nodiscard]] Result<void> insert_ambiguous(Connection& connection, RecordNumber identity);
[[nodiscard]] Result<std::vector<RecordNumber>> ambiguous_identities(Connection& connection);

[[nodiscard]] Result<std::vector<LonelyIdentity>> lonely_identities(Connection& connection);

}  // namespace pdhs
