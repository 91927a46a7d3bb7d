#include "pdhs/state/told.h"

#include <map>

namespace pdhs {

namespace {

struct Told {
    RecordRef source;
    std::string reason;
    std::string detail;
};

using ToldBySource = std::map<std::pair<RecordNumber, Crm>, Told>;

Result<ToldBySource> all_told(Connection& connection) {
    ToldBySource told;
    auto query = connection.query(
        "SELECT told.source, told.target, records.crm, records.id, told.reason, told.detail FROM told"
        " CROSS JOIN records ON records.number = told.source");
    PDHS_CHECK(query.each([&](const Query& row) {
        told[{row.integer(0), row.as<Crm>(1)}] = {{row.as<Crm>(2), row.text(3)}, row.text(4), row.text(5)};
    }));
    return told;
}

Result<void> insert_told(Connection& connection, const Standing& standing) {
    return connection.run(
        "INSERT INTO told(source, target, reason, detail) VALUES(?, ?, ?, ?)"
        " ON CONFLICT(source, target) DO UPDATE SET reason = excluded.reason,"
        " detail = excluded.detail",
        standing.source, standing.target, standing.reason, standing.detail);
}

}  // namespace

Result<StandingNews> replace_told(Connection& connection, std::span<const Standing> standing) {
    PDHS_TRY(auto told, all_told(connection));
    StandingNews news;
    for (std::size_t i = 0; i < standing.size(); ++i) {
        const auto former = told.extract({standing[i].source, standing[i].target});
        if (former.empty() || former.mapped().reason != standing[i].reason ||
            former.mapped().detail != standing[i].detail)
            news.began_or_changed.push_back(i);
    }
    for (const auto& [key, ended] : told) news.ended.emplace_back(ended.source, ended.reason);
    if (news.began_or_changed.empty() && told.empty()) return news;
    return in_transaction(connection, [&]() -> Result<StandingNews> {
        for (const auto i : news.began_or_changed) PDHS_CHECK(insert_told(connection, standing[i]));
        for (const auto& [key, ended] : told)
            PDHS_CHECK(connection.run("DELETE FROM told WHERE source = ? AND target = ?", key.first, key.second));
        return news;
    });
}

}  // namespace pdhs
