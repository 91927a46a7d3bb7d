#include "pdhs/state/cut_listings.h"

namespace pdhs {

Result<std::optional<CutListing>> find_cut_listing(Connection& connection, Crm crm) {
    auto query = connection.query(
        "SELECT place, began, at, cuts, next_try, by_budget, why, records FROM cut_listings WHERE crm = ?", crm);
    PDHS_TRY(const bool found, query.next());
    if (!found) return std::optional<CutListing>();
    return std::optional(CutListing{query.text(0), query.optional_time(1), query.time(2),
                                    static_cast<int>(query.integer(3)), query.time(4), query.integer(5) != 0,
                                    query.text(6), query.integer(7)});
}

Result<NumberSet> find_seen(Connection& connection, Crm crm) {
    NumberSet seen;
    auto query = connection.query("SELECT number FROM seen_by_cut_listing WHERE crm = ?", crm);
    PDHS_CHECK(query.each([&](const Query& row) { seen.insert(row.integer(0)); }));
    return seen;
}

Result<void> insert_cut_listing(Connection& connection, Crm crm, const CutListing& cut, const NumberSet& seen) {
    PDHS_CHECK(connection.run(
        "INSERT OR REPLACE INTO cut_listings(crm, place, began, at, cuts, next_try, by_budget, why, records)"
        " VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?)",
        crm, cut.place, cut.began, cut.at, static_cast<long long>(cut.cuts), cut.next_try,
        static_cast<long long>(cut.by_budget), cut.why, cut.records));
    for (const auto number : seen.numbers())
        PDHS_CHECK(connection.run("INSERT OR IGNORE INTO seen_by_cut_listing(crm, number) VALUES(?, ?)", crm, number));
    return {};
}

Result<void> delete_cut_listing(Connection& connection, Crm crm) {
    PDHS_CHECK(connection.run("DELETE FROM cut_listings WHERE crm = ?", crm));
    return connection.run("DELETE FROM seen_by_cut_listing WHERE crm = ?", crm);
}

}  // namespace pdhs
