#include "pdhs/state/failures.h"

namespace pdhs {

Result<void> insert_failure(Connection& connection, const ParkRecord& record) {
    return connection.run(
        "INSERT INTO failures(source, target, tries, next_try, unknown, reason) VALUES(?, ?, ?, ?, ?, ?)"
        " ON CONFLICT(source, target) DO UPDATE SET tries = excluded.tries, next_try = excluded.next_try,"
        " unknown = excluded.unknown, reason = excluded.reason",
        record.source, record.target, record.parked.tries, record.parked.next_try,
        static_cast<long long>(record.parked.unknown), record.parked.reason);
}

Result<void> delete_refusals(Connection& connection, RecordNumber source) {
    return connection.run("DELETE FROM failures WHERE source = ? AND unknown = 0", source);
}

Result<void> delete_failures_of(Connection& connection, RecordNumber identity, Crm target) {
    return connection.run(
        "DELETE FROM failures WHERE target = ?"
        " AND source IN (SELECT number FROM records WHERE identity = ?)",
        target, identity);
}

Result<void> move_failures(Connection& connection, RecordNumber from, RecordNumber to) {
    PDHS_CHECK(
        connection.run("INSERT INTO failures(source, target, tries, next_try, unknown, reason)"
                       " SELECT ?, target, tries, next_try, unknown, reason FROM failures WHERE source = ?"
                       " ON CONFLICT(source, target) DO UPDATE SET tries = max(tries, excluded.tries),"
                       " next_try = max(next_try, excluded.next_try), unknown = max(unknown, excluded.unknown)",
                       to, from));
    return connection.run("DELETE FROM failures WHERE source = ?", from);
}

Result<void> delete_settled_failures(Connection& connection) {
    return connection.run(
        "DELETE FROM failures WHERE NOT EXISTS(SELECT 1 FROM records WHERE number = failures.source AND status = 0)"
        " OR EXISTS(SELECT 1 FROM records AS own JOIN records AS there USING(identity)"
        " WHERE own.number = failures.source AND there.crm = failures.target AND own.status = 0"
        " AND there.status = 0)");
}

Result<std::optional<Time>> next_try_of(Connection& connection, RecordNumber identity, Crm target) {
    auto query = connection.query(
        "SELECT max(next_try) FROM failures JOIN records ON records.number = failures.source"
        " WHERE identity = ? AND target = ? AND status = 0",
        identity, target);
    PDHS_TRY(const bool found, query.next());
    return found ? query.optional_time(0) : std::nullopt;
}

Result<std::map<std::pair<RecordNumber, Crm>, Parked>> failures_by_identity(Connection& connection) {
    std::map<std::pair<RecordNumber, Crm>, Parked> failures;
    // CROSS JOIN: SQLite keeps the order, and begins with the small table.
    auto query = connection.query(
        "SELECT records.identity, target, tries, next_try, unknown, reason FROM failures"
        " CROSS JOIN records ON records.number = failures.source WHERE records.status = 0 ORDER BY next_try DESC");
    PDHS_CHECK(query.each([&](const Query& row) {
        const Parked parked{static_cast<int>(row.integer(2)), row.time(3), row.integer(4) != 0, row.text(5)};
        const auto [at, is_new] = failures.try_emplace({row.integer(0), row.as<Crm>(1)}, parked);
        if (!is_new && parked.unknown) at->second.unknown = true;
    }));
    return failures;
}

}  // namespace pdhs
