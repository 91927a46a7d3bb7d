#include "pdhs/state/schema.h"

#include <fmt/format.h>

#include <array>

namespace pdhs {

namespace {

// crm: 0 HubSpot, 1 Pipedrive. Times: milliseconds since 1970. Lists: one line a value.
// The number of live records and of bonds is kept by triggers: counting a million rows takes a quarter of a second.
constexpr MigrationStep first_version = R"sql(
CREATE TABLE records(
    number INTEGER PRIMARY KEY,
    crm INTEGER NOT NULL,
    id TEXT NOT NULL,
    status INTEGER NOT NULL,        -- 0 alive, 1 gone, 2 merged into another
    identity INTEGER NOT NULL,      -- the smallest number among the live records that are the same human
    waiting INTEGER NOT NULL,       -- 1: who this is has to be decided anew
    fingerprint INTEGER NOT NULL,   -- of all that follows but `changed` and `noted`
    first_name TEXT NOT NULL,
    last_name TEXT NOT NULL,
    name TEXT NOT NULL,
    emails TEXT NOT NULL,
    phones TEXT NOT NULL,           -- label, tab, value
    company TEXT NOT NULL,
    organization_id TEXT NOT NULL,
    merged_ids TEXT NOT NULL,
    created INTEGER,
    changed INTEGER,
    noted INTEGER NOT NULL,         -- when this state last noticed a change, by the wall clock
    UNIQUE(crm, id));
CREATE INDEX records_by_identity ON records(identity);
CREATE INDEX records_waiting ON records(number) WHERE waiting = 1;

CREATE TABLE keys(                  -- of live records only
    kind INTEGER NOT NULL,
    key TEXT NOT NULL,
    number INTEGER NOT NULL,
    shared INTEGER NOT NULL,        -- an address of several people
    proven INTEGER NOT NULL,        -- an address that the record does not show, but its platform says it holds
    PRIMARY KEY(kind, key, number)) WITHOUT ROWID;
CREATE INDEX keys_by_number ON keys(number);

CREATE TABLE bonds(
    person INTEGER PRIMARY KEY,
    contact INTEGER NOT NULL,       -- repeats after a merge on HubSpot
    origin INTEGER NOT NULL);
CREATE INDEX bonds_by_contact ON bonds(contact);

CREATE TABLE lonely(                -- identities on one platform only
    identity INTEGER PRIMARY KEY,
    source INTEGER NOT NULL,
    uncertain INTEGER NOT NULL);
CREATE TABLE ambiguous(             -- identities with several live records of one platform
    identity INTEGER PRIMARY KEY);

CREATE TABLE intents(
    source INTEGER NOT NULL,
    target INTEGER NOT NULL,
    asked_at INTEGER,               -- by the target's clock
    key TEXT NOT NULL,
    PRIMARY KEY(source, target)) WITHOUT ROWID;
CREATE TABLE failures(
    source INTEGER NOT NULL,
    target INTEGER NOT NULL,
    tries INTEGER NOT NULL,
    next_try INTEGER NOT NULL,
    unknown INTEGER NOT NULL,       -- 1: no proper answer, 0: refused
    reason TEXT NOT NULL,
    PRIMARY KEY(source, target)) WITHOUT ROWID;

CREATE TABLE told(                  -- skips and holds that were reported and still stand
    source INTEGER NOT NULL,
    target INTEGER NOT NULL,
    reason TEXT NOT NULL,
    detail TEXT NOT NULL,
    PRIMARY KEY(source, target)) WITHOUT ROWID;

CREATE TABLE reads(
    crm INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    began INTEGER,                  -- by the platform's clock
    records INTEGER NOT NULL);
CREATE TABLE ledger(
    crm INTEGER NOT NULL,
    at INTEGER NOT NULL,
    requests INTEGER NOT NULL,
    tokens INTEGER NOT NULL,
    quota INTEGER,
    remaining INTEGER);
CREATE INDEX ledger_by_time ON ledger(at);
CREATE TABLE passes(
    pass INTEGER PRIMARY KEY,
    started INTEGER NOT NULL,
    duration INTEGER,               -- absent: the pass was killed, or still runs
    exit_code INTEGER,
    created_on_hubspot INTEGER NOT NULL DEFAULT 0,
    created_on_pipedrive INTEGER NOT NULL DEFAULT 0,
    error TEXT NOT NULL DEFAULT '');
CREATE INDEX passes_by_start ON passes(started);
CREATE TABLE installation(
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE totals(
    what INTEGER PRIMARY KEY,       -- 0 and 1: live records of that crm; 2: bonds
    amount INTEGER NOT NULL);
INSERT INTO totals VALUES(0, 0), (1, 0), (2, 0);
CREATE TRIGGER record_begins AFTER INSERT ON records WHEN new.status = 0 BEGIN
    UPDATE totals SET amount = amount + 1 WHERE what = new.crm; END;
CREATE TRIGGER record_ends AFTER UPDATE OF status ON records WHEN old.status = 0 AND new.status <> 0 BEGIN
    UPDATE totals SET amount = amount - 1 WHERE what = new.crm; END;
CREATE TRIGGER record_returns AFTER UPDATE OF status ON records WHEN old.status <> 0 AND new.status = 0 BEGIN
    UPDATE totals SET amount = amount + 1 WHERE what = new.crm; END;
CREATE TRIGGER bond_begins AFTER INSERT ON bonds BEGIN
    UPDATE totals SET amount = amount + 1 WHERE what = 2; END;
CREATE TRIGGER bond_ends AFTER DELETE ON bonds BEGIN
    UPDATE totals SET amount = amount - 1 WHERE what = 2; END;
)sql";

// Passes that read only changes: what was read when, cut listings, missing records, blocks, brakes, and a ledger that
// does not grow with the number of passes.
constexpr MigrationStep changes_only = R"sql(
CREATE TABLE reading(               -- times by the wall clock, but for the watermark
    crm INTEGER PRIMARY KEY,
    watermark INTEGER,              -- by the platform's clock
    polled_at INTEGER,
    deep_at INTEGER,
    listed_at INTEGER,
    listing_at INTEGER,
    listed_records INTEGER NOT NULL,
    needs_listing INTEGER NOT NULL);
INSERT INTO reading SELECT crm, began, at, NULL, at, NULL, records, 0 FROM reads;
DROP TABLE reads;
CREATE TABLE cut_listings(
    crm INTEGER PRIMARY KEY,
    place TEXT NOT NULL,
    began INTEGER,                  -- by the platform's clock
    at INTEGER NOT NULL,
    cuts INTEGER NOT NULL,
    next_try INTEGER NOT NULL,
    by_budget INTEGER NOT NULL,
    why TEXT NOT NULL,
    records INTEGER NOT NULL);
CREATE TABLE seen_by_cut_listing(
    crm INTEGER NOT NULL,
    number INTEGER NOT NULL,
    PRIMARY KEY(crm, number)) WITHOUT ROWID;
CREATE TABLE missing(               -- live records that a complete listing did not show
    number INTEGER PRIMARY KEY);

CREATE TABLE blocks(
    crm INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    message TEXT NOT NULL,
    since INTEGER NOT NULL,
    until INTEGER NOT NULL,
    strikes INTEGER NOT NULL,
    probed INTEGER NOT NULL);
CREATE TABLE brakes(
    kind TEXT NOT NULL,
    crm INTEGER NOT NULL,
    status INTEGER NOT NULL,        -- 0 holds, 1 lifted
    since INTEGER NOT NULL,
    message TEXT NOT NULL,
    PRIMARY KEY(kind, crm)) WITHOUT ROWID;

CREATE TABLE spent(                 -- by the hour
    crm INTEGER NOT NULL,
    hour INTEGER NOT NULL,          -- since 1970
    requests INTEGER NOT NULL,
    tokens INTEGER NOT NULL,
    PRIMARY KEY(crm, hour)) WITHOUT ROWID;
INSERT INTO spent SELECT crm, at / 3600000, sum(requests), sum(tokens) FROM ledger GROUP BY crm, at / 3600000;
DROP TABLE ledger;
CREATE TABLE quotas(                -- as last announced
    crm INTEGER PRIMARY KEY,
    quota INTEGER NOT NULL,
    remaining INTEGER NOT NULL,
    at INTEGER NOT NULL,
    spent_since INTEGER NOT NULL,
    reset_of_day INTEGER);          -- learned: milliseconds after midnight UTC
)sql";

constexpr std::array all_steps = {first_version, changes_only};

Result<long long> number_of(Connection& connection, SqlText pragma) {
    auto query = connection.query(pragma);
    PDHS_TRY(const bool found, query.next());
    return found ? query.integer(0) : 0;
}

Error foreign_file(const std::string& path) {
    return {ErrorKind::state,
            fmt::format("{} is not a pdhs-sync state file but another program's database; name another file "
                        "with --state",
                        path)};
}

}  // namespace

std::span<const MigrationStep> migration_steps() {
    return all_steps;
}

Result<StateVersion> state_version(Connection& connection) {
    PDHS_TRY(const long long id, number_of(connection, "PRAGMA application_id"));
    PDHS_TRY(const long long version, number_of(connection, "PRAGMA user_version"));
    PDHS_TRY(const long long objects, number_of(connection, "SELECT count(*) FROM sqlite_schema"));
    if (id == 0 && version == 0 && objects == 0) return StateVersion{true, 0};
    if (id != state_application_id) return foreign_file(connection.path());
    if (version <= 0) return damaged_state(connection.path(), "it has no version");
    return StateVersion{false, version};
}

Result<void> check_is_known(const std::string& path, const StateVersion& version,
                            std::span<const MigrationStep> steps) {
    if (version.version <= static_cast<long long>(steps.size())) return {};
    return fail(
        ErrorKind::state,
        fmt::format("the state file {} was written by a newer pdhs-sync (its version is {}, this program knows {}); "
                    "update the program",
                    path, version.version, steps.size()));
}

Result<void> migrate(Connection& connection, std::span<const MigrationStep> steps) {
    PDHS_TRY(const auto before, state_version(connection));
    if (before.version == static_cast<long long>(steps.size())) return {};
    return in_transaction(connection, [&]() -> Result<void> {
        PDHS_TRY(const auto now, state_version(connection));
        PDHS_CHECK(check_is_known(connection.path(), now, steps));
        const auto taken = static_cast<std::size_t>(now.version);
        for (const auto& step : steps.subspan(taken)) PDHS_CHECK(connection.run_script(std::string(step)));
        PDHS_CHECK(connection.run_script(fmt::format("PRAGMA application_id = {}", state_application_id)));
        return connection.run_script(fmt::format("PRAGMA user_version = {}", steps.size()));
    });
}

Result<void> check_tables(Connection& connection) {
    const auto readable = connection.run(
        "SELECT (SELECT 1 FROM records LIMIT 1), (SELECT number FROM records ORDER BY number DESC LIMIT 1),"
        " (SELECT 1 FROM records WHERE crm = 0 AND id = ''), (SELECT 1 FROM records WHERE identity = 0),"
        " (SELECT 1 FROM keys LIMIT 1), (SELECT 1 FROM keys WHERE number = 0), (SELECT 1 FROM bonds LIMIT 1),"
        " (SELECT 1 FROM bonds WHERE contact = 0), (SELECT 1 FROM lonely LIMIT 1), (SELECT 1 FROM ambiguous LIMIT 1),"
        " (SELECT 1 FROM intents LIMIT 1), (SELECT 1 FROM failures LIMIT 1), (SELECT 1 FROM told LIMIT 1),"
        " (SELECT 1 FROM reading LIMIT 1), (SELECT 1 FROM cut_listings LIMIT 1),"
        " (SELECT 1 FROM seen_by_cut_listing LIMIT 1), (SELECT 1 FROM missing LIMIT 1), (SELECT 1 FROM blocks LIMIT 1),"
        " (SELECT 1 FROM brakes LIMIT 1), (SELECT 1 FROM spent LIMIT 1), (SELECT 1 FROM quotas LIMIT 1),"
        " (SELECT max(pass) FROM passes), (SELECT 1 FROM installation LIMIT 1), (SELECT amount FROM totals LIMIT 1)");
    if (readable.has_value()) return {};
    const auto& message = readable.error().message;
    if (message.find(" is damaged: ") != std::string::npos || message.find("no such") == std::string::npos)
        return readable.error();
    return damaged_state(connection.path(), "a table is missing");
}

}  // namespace pdhs
