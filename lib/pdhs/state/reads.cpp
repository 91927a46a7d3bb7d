#include "pdhs/state/reads.h"

namespace pdhs {

Result<std::optional<CompleteRead>> find_read(Connection& connection, Crm crm) {
    auto query = connection.query("SELECT at, began, records FROM reads WHERE crm = ?", crm);
    PDHS_TRY(const bool found, query.next());
    if (!found) return std::optional<CompleteRead>();
    return std::optional(CompleteRead{query.time(0), query.optional_time(1), query.integer(2)});
}

Result<void> insert_read(Connection& connection, Crm crm, const CompleteRead& read) {
    return connection.run(
        "INSERT INTO reads(crm, at, began, records) VALUES(?, ?, ?, ?) ON CONFLICT(crm) DO UPDATE"
        " SET at = excluded.at, began = excluded.began, records = excluded.records",
        crm, read.at, read.began, read.records);
}

}  // namespace pdhs
