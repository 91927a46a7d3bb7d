#pragma once
#include <vector>

#include "pdhs/state/bonds.h"
#include "pdhs/state/keys.h"
#include "pdhs/state/records.h"

namespace pdhs {

/// A live record with all that deciding who it is, and storing the answer, takes.
struct Neighbour {
    StoredRecord stored;
    std::vector<StoredKey> stored_keys;
    Member member;
};

/// Live records that have to be decided about together, by ascending number, and the bonds among them.
struct Neighbourhood {
    std::vector<Neighbour> neighbours;
    std::vector<StoredBond> stored_bonds;
};

/// All that is reached from a live record by common keys and bonds.
[[nodiscard]] Result<Neighbourhood> neighbourhood_of(Connection& connection, RecordNumber number);

}  // namespace pdhs
