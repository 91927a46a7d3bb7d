#include "pdhs/state/history.h"

namespace pdhs {

Result<long long> insert_pass(Connection& connection, Time started) {
    PDHS_CHECK(connection.run(
        "INSERT INTO passes(pass, started) VALUES((SELECT coalesce(max(pass), 0) + 1 FROM passes), ?)", started));
    return connection.last_row();
}

Result<void> complete_pass(Connection& connection, const PassRecord& record) {
    return connection.run(
        "INSERT INTO passes(pass, started, duration, exit_code, created_on_hubspot,"
        " created_on_pipedrive, error) VALUES(?, ?, ?, ?, ?, ?, ?)"
        " ON CONFLICT(pass) DO UPDATE SET started = excluded.started, duration = excluded.duration,"
        " exit_code = excluded.exit_code, created_on_hubspot = excluded.created_on_hubspot,"
        " created_on_pipedrive = excluded.created_on_pipedrive, error = excluded.error",
        record.pass, record.started, static_cast<long long>(record.duration.count()), record.exit_code,
        record.created.hubspot, record.created.pipedrive, record.error);
}

Result<void> delete_passes_before(Connection& connection, Time time) {
    return connection.run("DELETE FROM passes WHERE started < ? AND pass <> (SELECT max(pass) FROM passes)", time);
}

}  // namespace pdhs
