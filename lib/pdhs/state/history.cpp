#include "pdhs/state/history.h"

namespace pdhs {

namespace {

PastPass pass_in(const Query& row) {
    PastPass pass{row.integer(0), row.time(1)};
    if (const auto code = row.optional_integer(2)) pass.exit_code = static_cast<ExitCode>(*code);
    pass.duration = Millis{row.optional_integer(3).value_or(0)};
    pass.created = {row.integer(4), row.integer(5)};
    pass.error = row.text(6);
    return pass;
}

}  // namespace

Result<std::vector<PastPass>> latest_passes(Connection& connection, int most) {
    std::vector<PastPass> passes;
    auto query = connection.query(
        "SELECT pass, started, exit_code, duration, created_on_hubspot, created_on_pipedrive, error FROM passes"
        " ORDER BY pass DESC LIMIT ?",
        static_cast<long long>(most));
    PDHS_CHECK(query.each([&](const Query& row) { passes.push_back(pass_in(row)); }));
    return passes;
}

Result<std::optional<PastPass>> latest_good_pass(Connection& connection) {
    auto query = connection.query(
        "SELECT pass, started, exit_code, duration, created_on_hubspot, created_on_pipedrive, error FROM passes"
        " WHERE exit_code IN (0, 1) ORDER BY pass DESC LIMIT 1");
    PDHS_TRY(const bool found, query.next());
    return found ? std::optional(pass_in(query)) : std::optional<PastPass>();
}

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
