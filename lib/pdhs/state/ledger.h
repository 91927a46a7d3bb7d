#pragma once
#include <span>

#include "pdhs/state/sqlite.h"
#include "pdhs/state/store.h"

namespace pdhs {

// Tables `spent` and `quotas`: what requests cost, by the hour, and what the platforms last said of their quotas.

/// Adds up, keeps the quota that was announced, and learns from one that rose when a new day begins.
[[nodiscard]] Result<void> insert_ledger_entries(Connection& connection, std::span<const LedgerEntry> entries);
[[nodiscard]] Result<void> delete_ledger_before(Connection& connection, Time time);
/// Store::quota_facts(). Hours that began before the asked time count whole: rather too much than too little.
[[nodiscard]] Result<QuotaFacts> find_quota_facts(Connection& connection, Crm crm, Time now);

}  // namespace pdhs
