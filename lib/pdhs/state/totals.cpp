#include "pdhs/state/totals.h"

#include "pdhs/state/missing.h"

namespace pdhs {

Result<MirrorCounts> mirror_counts(Connection& connection) {
    // CROSS JOIN: SQLite keeps the order, and begins with the small table.
    auto query = connection.query(
        "SELECT (SELECT amount FROM totals WHERE what = 0), (SELECT amount FROM totals WHERE what = 1),"
        " (SELECT amount FROM totals WHERE what = 2), (SELECT count(*) FROM ambiguous),"
        " (SELECT count(*) FROM (SELECT DISTINCT records.identity, target FROM failures"
        " CROSS JOIN records ON records.number = failures.source CROSS JOIN lonely ON lonely.identity = "
        "records.identity"
        " WHERE records.status = 0)),"
        " (SELECT count(*) FROM intents)");
    PDHS_TRY(const bool found, query.next());
    if (!found) return damaged_state(connection.path(), "it has no totals");
    MirrorCounts counts;
    counts.live = {query.integer(0), query.integer(1)};
    counts.bonds = query.integer(2);
    counts.ambiguous = query.integer(3);
    counts.parked = query.integer(4);
    counts.open_intents = query.integer(5);
    PDHS_TRY(counts.missing.hubspot, count_missing(connection, Crm::hubspot));
    PDHS_TRY(counts.missing.pipedrive, count_missing(connection, Crm::pipedrive));
    return counts;
}

}  // namespace pdhs
