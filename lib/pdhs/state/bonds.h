#pragma once
#include <vector>

#include "pdhs/core/identity.h"
#include "pdhs/core/plan.h"
#include "pdhs/state/sqlite.h"

namespace pdhs {

// Table `bonds`. A bond outlives a record that is gone: it is how a human who vanished on one side is told from one
// who never was there.

struct StoredBond {
    RecordNumber contact = 0;
    RecordNumber person = 0;
    BondOrigin origin = BondOrigin::created;
};

/// The bonds of a record, whatever became of the other side.
[[nodiscard]] Result<std::vector<StoredBond>> bonds_of(Connection& connection, RecordNumber number, Crm crm);
/// Binds; a bond that the person had before is replaced.
[[nodiscard]] Result<void> insert_bond(Connection& connection, const StoredBond& bond);
[[nodiscard]] Result<void> delete_bond(Connection& connection, const StoredBond& bond);
/// All bonds of contact `from` become bonds of contact `to`.
[[nodiscard]] Result<void> move_bonds(Connection& connection, RecordNumber from, RecordNumber to);
/// Whether a live record of the identity, on the platform other than `target`, is bound to one on `target` that is no
/// longer there.
[[nodiscard]] Result<bool> has_vanished(Connection& connection, RecordNumber identity, Crm target);

}  // namespace pdhs
