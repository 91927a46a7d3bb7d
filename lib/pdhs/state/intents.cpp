#include "pdhs/state/intents.h"

#include <algorithm>
#include <vector>

#include "pdhs/state/bonds.h"
#include "pdhs/state/identities.h"
#include "pdhs/state/keys.h"
#include "pdhs/state/records.h"

namespace pdhs {

namespace {

/// The source of an intent, and a record on its target that may be what the create made.
struct Arrival {
    RecordNumber source = 0;
    RecordNumber record = 0;
    Crm target = Crm::hubspot;
};

Result<void> add_arrivals(Query query, std::vector<Arrival>& found) {
    return query.each([&](const Query& row) { found.push_back({row.integer(0), row.integer(1), row.as<Crm>(2)}); });
}

/// Those that stand for the same human as their source.
Result<void> add_known_arrivals(Connection& connection, std::vector<Arrival>& found) {
    auto query = connection.query(
        "SELECT intents.source, there.number, intents.target FROM intents"
        " CROSS JOIN records AS own ON own.number = intents.source JOIN records AS there USING(identity)"
        " WHERE there.crm = intents.target AND own.status = 0 AND there.status = 0"
        // Times of one clock, perhaps in whole seconds. Who was there before is nobody's work.
        " AND ifnull(there.created >= intents.asked_at - 120000, 1)");
    return add_arrivals(std::move(query), found);
}

/// Those that stand alone, since their source has another address by now than was sent.
Result<void> add_estranged_arrivals(Connection& connection, std::vector<Arrival>& found) {
    auto query = connection.query(
        "SELECT intents.source, there.number, intents.target FROM intents"
        " CROSS JOIN keys ON keys.kind = ? AND keys.key = intents.key"
        " JOIN records AS there ON there.number = keys.number JOIN records AS own ON own.number = intents.source"
        " WHERE there.crm = intents.target AND own.status = 0 AND there.status = 0"
        " AND there.created >= intents.asked_at - 120000"
        " AND NOT EXISTS(SELECT 1 FROM records AS mate"
        " WHERE mate.identity = there.identity AND mate.crm = own.crm AND mate.status = 0)",
        KeyKind::address);
    return add_arrivals(std::move(query), found);
}

Result<std::vector<Arrival>> arrivals(Connection& connection) {
    std::vector<Arrival> found;
    PDHS_CHECK(add_known_arrivals(connection, found));
    PDHS_CHECK(add_estranged_arrivals(connection, found));
    return found;
}

Result<bool> is_bound(Connection& connection, RecordNumber number, Crm crm) {
    PDHS_TRY(const auto bonds, bonds_of(connection, number, crm));
    return !bonds.empty();
}

/// Whether the arrival is all that the intent can have made: its source is unbound, and of what is on the target only
/// this record is.
Result<bool> is_only_choice(Connection& connection, const Arrival& arrival, const std::vector<Arrival>& all) {
    PDHS_TRY(const bool source_is_bound, is_bound(connection, arrival.source, other(arrival.target)));
    if (source_is_bound) return false;
    for (const auto& candidate : all) {
        if (candidate.source != arrival.source || candidate.target != arrival.target) continue;
        const bool is_this_one = candidate.record == arrival.record;
        PDHS_TRY(const bool is_taken, is_bound(connection, candidate.record, candidate.target));
        if (is_taken == is_this_one) return false;
    }
    return true;
}

Result<void> bind(Connection& connection, const Arrival& arrival) {
    const bool source_is_contact = arrival.target == Crm::pipedrive;
    PDHS_CHECK(insert_bond(connection, {source_is_contact ? arrival.source : arrival.record,
                                        source_is_contact ? arrival.record : arrival.source, BondOrigin::created}));
    PDHS_TRY(const auto source, load_record(connection, arrival.source));
    PDHS_TRY(const auto record, load_record(connection, arrival.record));
    if (source.head.identity == record.head.identity) return {};
    return unite_identities(connection, source.head.identity, record.head.identity);
}

}  // namespace

Result<void> insert_intent(Connection& connection, const NewIntent& intent) {
    return connection.run(
        "INSERT INTO intents(source, target, asked_at, key) VALUES(?, ?, ?, ?)"
        " ON CONFLICT(source, target) DO UPDATE SET asked_at = excluded.asked_at, key = excluded.key",
        intent.source, intent.target, intent.asked_at, intent.key);
}

Result<void> delete_intent(Connection& connection, RecordNumber source, Crm target) {
    return connection.run("DELETE FROM intents WHERE source = ? AND target = ?", source, target);
}

Result<void> restore_intent(Connection& connection, RecordNumber source, Crm target,
                            const std::optional<OpenIntent>& former) {
    if (!former) return delete_intent(connection, source, target);
    return insert_intent(connection, {source, target, former->asked_at, former->key});
}

Result<void> delete_intents_of(Connection& connection, RecordNumber identity, Crm target) {
    return connection.run(
        "DELETE FROM intents WHERE target = ?"
        " AND source IN (SELECT number FROM records WHERE identity = ?)",
        target, identity);
}

Result<void> move_intents(Connection& connection, RecordNumber from, RecordNumber to) {
    // The greater of two times; max() of one that is not known is not known either.
    PDHS_CHECK(
        connection.run("INSERT INTO intents(source, target, asked_at, key)"
                       " SELECT ?, target, asked_at, key FROM intents WHERE source = ?"
                       " ON CONFLICT(source, target) DO UPDATE SET asked_at = max(asked_at, excluded.asked_at),"
                       " key = iif(key = excluded.key, key, '')",
                       to, from));
    return connection.run("DELETE FROM intents WHERE source = ?", from);
}

Result<void> bind_settled_intents(Connection& connection) {
    PDHS_TRY(const auto all, arrivals(connection));
    for (const auto& arrival : all) {
        PDHS_TRY(const bool is_clear, is_only_choice(connection, arrival, all));
        if (is_clear) PDHS_CHECK(bind(connection, arrival));
    }
    return {};
}

Result<long long> delete_settled_intents(Connection& connection) {
    PDHS_CHECK(connection.run(
        "DELETE FROM intents WHERE EXISTS(SELECT 1 FROM records AS own JOIN records AS there USING(identity)"
        " WHERE own.number = intents.source AND there.crm = intents.target AND own.status = 0 AND there.status = 0)"));
    const long long settled = connection.changed_rows();
    PDHS_CHECK(
        connection.run("DELETE FROM intents WHERE NOT EXISTS(SELECT 1 FROM records"
                       " WHERE number = intents.source AND status = 0)"));
    return settled;
}

Result<bool> has_open_creates(Connection& connection) {
    auto query = connection.query("SELECT EXISTS(SELECT 1 FROM intents) OR EXISTS(SELECT 1 FROM failures)");
    PDHS_TRY(const bool found, query.next());
    return found && query.integer(0) != 0;
}

Result<std::map<std::pair<RecordNumber, Crm>, OpenIntent>> intents_by_identity(Connection& connection) {
    std::map<std::pair<RecordNumber, Crm>, OpenIntent> intents;
    // CROSS JOIN: SQLite keeps the order, and begins with the small table.
    auto query = connection.query(
        "SELECT records.identity, intents.target, intents.asked_at, intents.key FROM intents"
        " CROSS JOIN records ON records.number = intents.source WHERE records.status = 0");
    PDHS_CHECK(query.each([&](const Query& row) {
        const OpenIntent intent{row.optional_time(2), row.text(3)};
        const auto [at, is_new] = intents.try_emplace({row.integer(0), row.as<Crm>(1)}, intent);
        if (is_new) return;
        if (at->second.key != intent.key) at->second.key.clear();
        auto& strictest = at->second.asked_at;
        strictest = strictest && intent.asked_at ? std::optional(std::max(*strictest, *intent.asked_at)) : std::nullopt;
    }));
    return intents;
}

Result<std::optional<Time>> oldest_intent_on(Connection& connection, Crm target, Time after) {
    auto query = connection.query("SELECT min(asked_at) FROM intents WHERE target = ? AND asked_at > ?", target, after);
    PDHS_TRY(const bool found, query.next());
    return found ? query.optional_time(0) : std::nullopt;
}

}  // namespace pdhs
