#include "pdhs/state/identities.h"

#include <algorithm>

#include "pdhs/state/records.h"

namespace pdhs {

Result<void> forget_identity(Connection& connection, RecordNumber identity) {
    PDHS_CHECK(connection.run("DELETE FROM lonely WHERE identity = ?", identity));
    return connection.run("DELETE FROM ambiguous WHERE identity = ?", identity);
}

Result<void> unite_identities(Connection& connection, RecordNumber a, RecordNumber b) {
    const auto [first, last] = std::minmax(a, b);
    if (first != last) PDHS_CHECK(move_members(connection, last, first));
    PDHS_CHECK(mark_identity_waiting(connection, first));
    PDHS_CHECK(forget_identity(connection, first));
    return forget_identity(connection, last);
}

Result<void> insert_lonely(Connection& connection, const LonelyIdentity& lonely) {
    return connection.run("INSERT INTO lonely(identity, source, uncertain) VALUES(?, ?, ?)", lonely.identity,
                          lonely.source, static_cast<long long>(lonely.uncertain));
}

Result<void> insert_ambiguous(Connection& connection, RecordNumber identity) {
    return connection.run("INSERT INTO ambiguous(identity) VALUES(?)", identity);
}

Result<std::vector<LonelyIdentity>> lonely_identities(Connection& connection) {
    std::vector<LonelyIdentity> lonely;
    auto query = connection.query("SELECT identity, source, uncertain FROM lonely");
    PDHS_CHECK(query.each([&](const Query& row) {
        lonely.push_back({row.integer(0), row.integer(1), row.integer(2) != 0});
    }));
    return lonely;
}

Result<std::vector<RecordNumber>> ambiguous_identities(Connection& connection) {
    std::vector<RecordNumber> identities;
    auto query = connection.query("SELECT identity FROM ambiguous ORDER BY identity");
    PDHS_CHECK(query.each([&](const Query& row) { identities.push_back(row.integer(0)); }));
    return identities;
}

}  // namespace pdhs
