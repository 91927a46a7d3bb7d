#include "pdhs/state/stored_brakes.h"

namespace pdhs {

namespace {

std::optional<BrakeKind> kind_named(const std::string& name) {
    for (const auto kind : {BrakeKind::account, BrakeKind::partial_view, BrakeKind::listing, BrakeKind::recreations})
        if (name == name_of(kind)) return kind;
    return std::nullopt;
}

}  // namespace

Result<std::vector<Brake>> all_brakes(Connection& connection) {
    std::vector<Brake> brakes;
    auto query = connection.query("SELECT kind, crm, status, since, message FROM brakes ORDER BY since, kind, crm");
    PDHS_CHECK(query.each([&](const Query& row) {
        if (const auto kind = kind_named(row.text(0)))
            brakes.push_back({*kind, row.as<Crm>(1), row.as<Brake::Status>(2), row.time(3), row.text(4)});
    }));
    return brakes;
}

Result<void> insert_brake(Connection& connection, const Brake& brake) {
    return connection.run("INSERT OR REPLACE INTO brakes(kind, crm, status, since, message) VALUES(?, ?, ?, ?, ?)",
                          name_of(brake.kind), brake.crm, brake.status, brake.since, brake.message);
}

Result<void> delete_brake(Connection& connection, BrakeKind kind, Crm crm) {
    return connection.run("DELETE FROM brakes WHERE kind = ? AND crm = ?", name_of(kind), crm);
}

}  // namespace pdhs
