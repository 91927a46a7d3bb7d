#include "pdhs/state/reading_history.h"

namespace pdhs {

Result<ReadHistory> find_read_history(Connection& connection, Crm crm) {
    auto query = connection.query(
        "SELECT watermark, polled_at, deep_at, listed_at, listing_at, listed_records, needs_listing"
        " FROM reading WHERE crm = ?",
        crm);
    PDHS_TRY(const bool found, query.next());
    if (!found) return ReadHistory{};
    return ReadHistory{query.optional_time(0), query.optional_time(1), query.optional_time(2), query.optional_time(3),
                       query.optional_time(4), query.integer(5),       query.integer(6) != 0};
}

Result<void> insert_read_history(Connection& connection, Crm crm, const ReadHistory& history) {
    return connection.run(
        "INSERT OR REPLACE INTO reading(crm, watermark, polled_at, deep_at, listed_at, listing_at, listed_records,"
        " needs_listing) VALUES(?, ?, ?, ?, ?, ?, ?, ?)",
        crm, history.watermark, history.polled_at, history.deep_at, history.listed_at, history.listing_at,
        history.listed_records, static_cast<long long>(history.needs_listing));
}

}  // namespace pdhs
