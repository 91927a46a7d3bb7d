#include "pdhs/state/missing.h"

namespace pdhs {

Result<void> insert_missing(Connection& connection, std::span<const RecordNumber> numbers) {
    for (const auto number : numbers)
        PDHS_CHECK(connection.run("INSERT OR IGNORE INTO missing(number) VALUES(?)", number));
    return {};
}

Result<std::vector<std::string>> missing_ids(Connection& connection, Crm crm, long long most) {
    std::vector<std::string> ids;
    // CROSS JOIN: SQLite keeps the order, and begins with the small table.
    auto query = connection.query(
        "SELECT records.id FROM missing CROSS JOIN records ON records.number = missing.number"
        " WHERE records.crm = ? AND records.status = 0 ORDER BY missing.number LIMIT ?",
        crm, most);
    PDHS_CHECK(query.each([&](const Query& row) { ids.push_back(row.text(0)); }));
    return ids;
}

Result<void> delete_missing(Connection& connection, std::span<const RecordNumber> shown) {
    for (const auto number : shown) PDHS_CHECK(connection.run("DELETE FROM missing WHERE number = ?", number));
    return connection.run(
        "DELETE FROM missing WHERE NOT EXISTS(SELECT 1 FROM records WHERE number = missing.number AND status = 0)");
}

Result<long long> count_missing(Connection& connection, Crm crm) {
    auto query = connection.query(
        "SELECT count(*) FROM missing CROSS JOIN records ON records.number = missing.number"
        " WHERE records.crm = ? AND records.status = 0",
        crm);
    PDHS_TRY(const bool found, query.next());
    return found ? query.integer(0) : 0;
}

}  // namespace pdhs
