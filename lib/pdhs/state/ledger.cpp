#include "pdhs/state/ledger.h"

namespace pdhs {

namespace {

long long hour_of(Time time) {
    return std::chrono::floor<std::chrono::hours>(time.time_since_epoch()).count();
}

/// In the unit of the platform's quota.
long long units_of(const LedgerEntry& entry) {
    return entry.crm == Crm::hubspot ? entry.requests : entry.tokens;
}

struct KnownQuota {
    AnnouncedQuota announced;
    long long spent_since = 0;
    std::optional<Millis> reset_of_day;
};

Result<std::optional<KnownQuota>> find_quota(Connection& connection, Crm crm) {
    auto query =
        connection.query("SELECT quota, remaining, at, spent_since, reset_of_day FROM quotas WHERE crm = ?", crm);
    PDHS_TRY(const bool found, query.next());
    if (!found) return std::optional<KnownQuota>();
    KnownQuota known{{{query.integer(0), query.integer(1)}, query.time(2)}, query.integer(3), {}};
    if (const auto reset = query.optional_time(4)) known.reset_of_day = reset->time_since_epoch();
    return std::optional(known);
}

Result<void> insert_quota(Connection& connection, Crm crm, const KnownQuota& known) {
    std::optional<long long> reset;
    if (known.reset_of_day) reset = known.reset_of_day->count();
    return connection.run(
        "INSERT OR REPLACE INTO quotas(crm, quota, remaining, at, spent_since, reset_of_day) VALUES(?, ?, ?, ?, ?, ?)",
        crm, known.announced.quota.limit, known.announced.quota.remaining, known.announced.at, known.spent_since,
        reset);
}

Result<void> note_quota(Connection& connection, const LedgerEntry& entry) {
    PDHS_TRY(auto known, find_quota(connection, entry.crm));
    // One that was written down late says nothing new.
    const bool is_news = entry.quota && (!known || entry.at >= known->announced.at);
    if (!is_news) {
        if (!known) return {};
        known->spent_since += units_of(entry);
        return insert_quota(connection, entry.crm, *known);
    }
    KnownQuota now{{*entry.quota, entry.at}, 0, {}};
    if (known) {
        now.reset_of_day = reset_seen_between(known->announced, now.announced);
        if (!now.reset_of_day) now.reset_of_day = known->reset_of_day;
    }
    return insert_quota(connection, entry.crm, now);
}

/// Also what a clock that was wrong wrote into the future, within a day.
Result<long long> units_since(Connection& connection, Crm crm, Time since, Time now) {
    auto query = connection.query(
        "SELECT coalesce(sum(requests), 0), coalesce(sum(tokens), 0) FROM spent"
        " WHERE crm = ? AND hour >= ? AND hour <= ?",
        crm, hour_of(since), hour_of(now + one_day));
    PDHS_TRY(const bool found, query.next());
    return found ? query.integer(crm == Crm::hubspot ? 0 : 1) : 0;
}

}  // namespace

Result<void> insert_ledger_entries(Connection& connection, std::span<const LedgerEntry> entries) {
    for (const auto& entry : entries) {
        if (entry.requests == 0 && entry.tokens == 0 && !entry.quota) continue;
        PDHS_CHECK(
            connection.run("INSERT INTO spent(crm, hour, requests, tokens) VALUES(?, ?, ?, ?) ON CONFLICT(crm, hour)"
                           " DO UPDATE SET requests = requests + excluded.requests, tokens = tokens + excluded.tokens",
                           entry.crm, hour_of(entry.at), entry.requests, entry.tokens));
        PDHS_CHECK(note_quota(connection, entry));
    }
    return {};
}

Result<void> delete_ledger_before(Connection& connection, Time time) {
    return connection.run("DELETE FROM spent WHERE hour < ?", hour_of(time));
}

Result<QuotaFacts> find_quota_facts(Connection& connection, Crm crm, Time now) {
    QuotaFacts facts;
    PDHS_TRY(const auto known, find_quota(connection, crm));
    if (known) {
        facts.announced = known->announced;
        facts.spent_since_announced = known->spent_since;
        facts.reset_of_day = known->reset_of_day;
    }
    PDHS_TRY(facts.spent_since_reset, units_since(connection, crm, last_reset(facts.reset_of_day, now), now));
    PDHS_TRY(facts.spent_in_a_day, units_since(connection, crm, now - one_day, now));
    return facts;
}

}  // namespace pdhs
