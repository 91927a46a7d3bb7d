#include "pdhs/state/bonds.h"

namespace pdhs {

Result<std::vector<StoredBond>> bonds_of(Connection& connection, RecordNumber number, Crm crm) {
    std::vector<StoredBond> bonds;
    auto query = crm == Crm::hubspot
                     ? connection.query("SELECT contact, person, origin FROM bonds WHERE contact = ?", number)
                     : connection.query("SELECT contact, person, origin FROM bonds WHERE person = ?", number);
    PDHS_CHECK(query.each([&](const Query& row) {
        bonds.push_back({row.integer(0), row.integer(1), row.as<BondOrigin>(2)});
    }));
    return bonds;
}

Result<void> insert_bond(Connection& connection, const StoredBond& bond) {
    return connection.run(
        "INSERT INTO bonds(person, contact, origin) VALUES(?, ?, ?)"
        " ON CONFLICT(person) DO UPDATE SET contact = excluded.contact, origin = excluded.origin",
        bond.person, bond.contact, bond.origin);
}

Result<void> delete_bond(Connection& connection, const StoredBond& bond) {
    return connection.run("DELETE FROM bonds WHERE person = ? AND contact = ?", bond.person, bond.contact);
}

Result<void> move_bonds(Connection& connection, RecordNumber from, RecordNumber to) {
    return connection.run("UPDATE bonds SET contact = ? WHERE contact = ?", to, from);
}

Result<bool> has_vanished(Connection& connection, RecordNumber identity, Crm target) {
    auto query = target == Crm::pipedrive
                     ? connection.query(
                           "SELECT 1 FROM records AS own JOIN bonds ON bonds.contact = own.number"
                           " JOIN records AS there ON there.number = bonds.person"
                           " WHERE own.identity = ? AND own.status = 0 AND there.status <> 0 LIMIT 1",
                           identity)
                     : connection.query(
                           "SELECT 1 FROM records AS own JOIN bonds ON bonds.person = own.number"
                           " JOIN records AS there ON there.number = bonds.contact"
                           " WHERE own.identity = ? AND own.status = 0 AND there.status <> 0 LIMIT 1",
                           identity);
    return query.next();
}

}  // namespace pdhs
