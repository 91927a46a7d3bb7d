#pragma once
#include <span>
#include <vector>

#include "pdhs/core/dossier.h"
#include "pdhs/state/sqlite.h"

namespace pdhs {

/// The live records that have this address, shared or not.
[[nodiscard]] Result<std::vector<RecordNumber>> numbers_with_address(Connection& connection,
                                                                     const std::string& address);

/// These records, all others that are the same human, and those they are bound to, by ascending number.
[[nodiscard]] Result<std::vector<KnownRecord>> known_with(Connection& connection,
                                                          std::span<const RecordNumber> numbers);

}  // namespace pdhs
