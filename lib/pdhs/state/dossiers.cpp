#include "pdhs/state/dossiers.h"

#include <set>

#include "pdhs/state/bonds.h"
#include "pdhs/state/failures.h"
#include "pdhs/state/keys.h"
#include "pdhs/state/records.h"

namespace pdhs {

namespace {

Result<KnownRecord> known_record(Connection& connection, RecordNumber number) {
    PDHS_TRY(auto stored, load_record(connection, number));
    KnownRecord known{number, std::move(stored.record), stored.head.status, stored.noted};
    PDHS_TRY(const auto keys, keys_of_number(connection, number));
    for (const auto& key : keys)
        if (key.kind == KeyKind::address && key.shared) known.shared_addresses.push_back(key.key);
    const auto crm = known.record.ref.crm;
    PDHS_TRY(known.next_try, next_try_of(connection, stored.head.identity, other(crm)));
    PDHS_TRY(const auto bonds, bonds_of(connection, number, crm));
    for (const auto& bond : bonds) {
        PDHS_TRY(const auto partner, load_record(connection, crm == Crm::hubspot ? bond.person : bond.contact));
        known.partners.push_back({partner.record.ref, bond.origin, partner.head.status});
    }
    return known;
}

/// Adds the others of the same identity, and the partners.
Result<void> add_relatives(Connection& connection, RecordNumber number, std::set<RecordNumber>& found) {
    PDHS_TRY(const auto stored, load_record(connection, number));
    found.insert(number);
    PDHS_TRY(const auto members, live_members_of(connection, stored.head.identity));
    found.insert(members.begin(), members.end());
    PDHS_TRY(const auto bonds, bonds_of(connection, number, stored.record.ref.crm));
    for (const auto& bond : bonds) found.insert({bond.contact, bond.person});
    return {};
}

}  // namespace

Result<std::vector<RecordNumber>> numbers_with_address(Connection& connection, const std::string& address) {
    std::vector<RecordNumber> numbers;
    auto query = connection.query("SELECT number FROM keys WHERE kind = ? AND key = ? ORDER BY number",
                                  KeyKind::address, address);
    PDHS_CHECK(query.each([&](const Query& row) { numbers.push_back(row.integer(0)); }));
    return numbers;
}

Result<std::vector<KnownRecord>> known_with(Connection& connection, std::span<const RecordNumber> numbers) {
    std::set<RecordNumber> found;
    for (const auto number : numbers) PDHS_CHECK(add_relatives(connection, number, found));
    std::vector<KnownRecord> records;
    for (const auto number : found) {
        PDHS_TRY(auto known, known_record(connection, number));
        records.push_back(std::move(known));
    }
    return records;
}

}  // namespace pdhs
