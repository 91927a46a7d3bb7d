#pragma once
#include <span>

#include "pdhs/state/sqlite.h"
#include "pdhs/state/store.h"

namespace pdhs {

// Table `ledger`: what each pass cost.

[[nodiscard]] Result<void> insert_ledger_entries(Connection& connection, std::span<const LedgerEntry> entries);
[[nodiscard]] Result<void> delete_ledger_before(Connection& connection, Time time);

}  // namespace pdhs
