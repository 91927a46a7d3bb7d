#pragma once
#include <optional>

#include "pdhs/state/sqlite.h"
#include "pdhs/state/store.h"

namespace pdhs {

// Table `reads`: the last complete read of each platform.

[[nodiscard]] Result<std::optional<CompleteRead>> find_read(Connection& connection, Crm crm);
[[nodiscard]] Result<void> insert_read(Connection& connection, Crm crm, const CompleteRead& read);

}  // namespace pdhs
