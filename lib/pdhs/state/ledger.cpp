#include "pdhs/state/ledger.h"

namespace pdhs {

Result<void> insert_ledger_entries(Connection& connection, std::span<const LedgerEntry> entries) {
    for (const auto& entry : entries)
        PDHS_CHECK(
            connection.run("INSERT INTO ledger(crm, at, requests, tokens, quota, remaining) VALUES(?, ?, ?, ?, ?, ?)",
                           entry.crm, entry.at, entry.requests, entry.tokens, entry.limit, entry.remaining));
    return {};
}

Result<void> delete_ledger_before(Connection& connection, Time time) {
    return connection.run("DELETE FROM ledger WHERE at < ?", time);
}

}  // namespace pdhs
