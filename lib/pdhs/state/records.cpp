#include "pdhs/state/records.h"

#include <fmt/format.h>

#include "pdhs/state/record_fields.h"

namespace pdhs {

namespace {

RecordHead head_from(const Query& row) {
    return {row.integer(0), row.integer(1), row.as<RecordStatus>(2), row.integer(3)};
}

Record record_from(const Query& row) {
    Record record;
    record.ref = {row.as<Crm>(4), row.text(5)};
    record.first_name = row.text(6);
    record.last_name = row.text(7);
    record.name = row.text(8);
    record.emails = from_lines(row.text(9));
    record.phones = phones_from_lines(row.text(10));
    record.company = row.text(11);
    record.organization_id = row.text(12);
    record.merged_ids = from_lines(row.text(13));
    record.created = row.optional_time(14);
    record.changed = row.optional_time(15);
    return record;
}

Result<std::vector<RecordNumber>> numbers_in(Query query) {
    std::vector<RecordNumber> numbers;
    PDHS_CHECK(query.each([&](const Query& row) { numbers.push_back(row.integer(0)); }));
    return numbers;
}

}  // namespace

bool is_older(const Record& a, const Record& b) {
    if (a.created != b.created) {
        if (!a.created || !b.created) return a.created.has_value();
        return *a.created < *b.created;
    }
    if (a.ref.id != b.ref.id) return id_less(a.ref.id, b.ref.id);
    return a.ref.crm < b.ref.crm;
}

Result<std::optional<RecordHead>> find_record(Connection& connection, const RecordRef& ref) {
    auto query = connection.query("SELECT number, identity, status, fingerprint FROM records WHERE crm = ? AND id = ?",
                                  ref.crm, ref.id);
    PDHS_TRY(const bool found, query.next());
    return found ? std::optional(head_from(query)) : std::nullopt;
}

Result<StoredRecord> load_record(Connection& connection, RecordNumber number) {
    auto query = connection.query(
        "SELECT number, identity, status, fingerprint, crm, id, first_name, last_name, name, emails, phones, company,"
        " organization_id, merged_ids, created, changed, noted FROM records WHERE number = ?",
        number);
    PDHS_TRY(const bool found, query.next());
    if (!found) return damaged_state(connection.path(), fmt::format("record {} is missing", number));
    return StoredRecord{head_from(query), record_from(query), query.time(16)};
}

Result<std::optional<Time>> changed_at(Connection& connection, RecordNumber number) {
    auto query = connection.query("SELECT changed FROM records WHERE number = ?", number);
    PDHS_TRY(const bool found, query.next());
    return found ? query.optional_time(0) : std::nullopt;
}

Result<RecordNumber> insert_record(Connection& connection, const Record& record, Time now) {
    PDHS_CHECK(connection.run(
        "INSERT INTO records(crm, id, status, identity, waiting, fingerprint, first_name, last_name, name, emails,"
        " phones, company, organization_id, merged_ids, created, changed, noted)"
        " VALUES(?, ?, 0, (SELECT coalesce(max(number), 0) + 1 FROM records), 1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        record.ref.crm, record.ref.id, fingerprint_of(record), record.first_name, record.last_name, record.name,
        to_lines(record.emails), phones_to_lines(record.phones), record.company, record.organization_id,
        to_lines(record.merged_ids), record.created, record.changed, now));
    return connection.last_row();
}

Result<void> update_record(Connection& connection, const RecordHead& head, const Record& record, Time now) {
    const auto identity = head.status == RecordStatus::alive ? head.identity : head.number;
    return connection.run(
        "UPDATE records SET status = 0, identity = ?, waiting = 1, fingerprint = ?, first_name = ?, last_name = ?,"
        " name = ?, emails = ?, phones = ?, company = ?, organization_id = ?, merged_ids = ?, created = ?,"
        " changed = ?, noted = ? WHERE number = ?",
        identity, fingerprint_of(record), record.first_name, record.last_name, record.name, to_lines(record.emails),
        phones_to_lines(record.phones), record.company, record.organization_id, to_lines(record.merged_ids),
        record.created, record.changed, now, head.number);
}

Result<void> end_record(Connection& connection, RecordNumber number, RecordStatus status, Time now) {
    return connection.run("UPDATE records SET status = ?, waiting = 0, noted = ? WHERE number = ?", status, now,
                          number);
}

Result<void> set_noted(Connection& connection, std::span<const RecordNumber> numbers, Time now) {
    for (const auto number : numbers)
        PDHS_CHECK(connection.run("UPDATE records SET noted = ? WHERE number = ?", now, number));
    return {};
}

Result<void> mark_waiting(Connection& connection, RecordNumber number) {
    return connection.run("UPDATE records SET waiting = 1 WHERE number = ? AND status = 0 AND waiting = 0", number);
}

Result<void> mark_identity_waiting(Connection& connection, RecordNumber identity) {
    return connection.run("UPDATE records SET waiting = 1 WHERE identity = ? AND status = 0 AND waiting = 0", identity);
}

Result<std::optional<RecordNumber>> first_waiting(Connection& connection) {
    auto query = connection.query("SELECT number FROM records WHERE waiting = 1 ORDER BY number LIMIT 1");
    PDHS_TRY(const bool found, query.next());
    return found ? std::optional<RecordNumber>(query.integer(0)) : std::nullopt;
}

Result<void> settle_record(Connection& connection, RecordNumber number, RecordNumber identity) {
    return connection.run("UPDATE records SET identity = ?, waiting = 0 WHERE number = ?", identity, number);
}

Result<std::vector<RecordNumber>> live_numbers_without(Connection& connection, Crm crm, const NumberSet& seen,
                                                       Time since, Time now) {
    const auto was_noted = [&](Time noted) { return since < noted && noted <= now; };
    std::vector<RecordNumber> numbers;
    auto query =
        connection.query("SELECT number, noted FROM records WHERE crm = ? AND status = 0 ORDER BY number", crm);
    PDHS_CHECK(query.each([&](const Query& row) {
        if (!seen.contains(row.integer(0)) && !was_noted(row.time(1))) numbers.push_back(row.integer(0));
    }));
    return numbers;
}

Result<std::vector<std::string>> oldest_live_ids(Connection& connection, Crm crm, long long most) {
    std::vector<std::string> ids;
    auto query =
        connection.query("SELECT id FROM records WHERE crm = ? AND status = 0 ORDER BY number LIMIT ?", crm, most);
    PDHS_CHECK(query.each([&](const Query& row) { ids.push_back(row.text(0)); }));
    return ids;
}

Result<std::vector<RecordNumber>> live_members_of(Connection& connection, RecordNumber identity) {
    return numbers_in(
        connection.query("SELECT number FROM records WHERE identity = ? AND status = 0 ORDER BY number", identity));
}

Result<void> move_members(Connection& connection, RecordNumber from, RecordNumber to) {
    return connection.run("UPDATE records SET identity = ?, waiting = 1 WHERE identity = ? AND status = 0", to, from);
}

}  // namespace pdhs
