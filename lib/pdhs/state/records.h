#pragma once
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "pdhs/core/contact.h"
#include "pdhs/core/number_set.h"
#include "pdhs/core/plan.h"
#include "pdhs/state/sqlite.h"

namespace pdhs {

// Table `records`: the mirror. A record that is gone keeps its row, so that its number is never given away.

/// What the mirror knows of a record besides its fields.
struct RecordHead {
    RecordNumber number = 0;
    RecordNumber identity = 0;
    RecordStatus status = RecordStatus::alive;
    long long fingerprint = 0;
};

struct StoredRecord {
    RecordHead head;
    Record record;
    Time noted{};  ///< when a change in it was last noticed, by the wall clock
};

/// A hash over all fields but `changed`: what does not alter it is no change.
[[nodiscard]] long long fingerprint_of(const Record& record);

/// By creation time (missing ones last), then by id.
[[nodiscard]] bool is_older(const Record& a, const Record& b);

[[nodiscard]] Result<std::optional<RecordHead>> find_record(Connection& connection, const RecordRef& ref);
/// The number must be known.
[[nodiscard]] Result<StoredRecord> load_record(Connection& connection, RecordNumber number);

/// Record::changed as it is stored; the number must be known.
[[nodiscard]] Result<std::optional<Time>> changed_at(Connection& connection, RecordNumber number);

/// A new record, alive and waiting, an identity of its own.
[[nodiscard]] Result<RecordNumber> insert_record(Connection& connection, const Record& record, Time now);
/// Replaces the fields; the record is alive and waits.
[[nodiscard]] Result<void> update_record(Connection& connection, const RecordHead& head, const Record& record,
                                         Time now);
/// The record is no longer there: gone or merged, and waits for nothing.
[[nodiscard]] Result<void> end_record(Connection& connection, RecordNumber number, RecordStatus status, Time now);

/// Store::note_again(), within the caller's transaction.
[[nodiscard]] Result<void> set_noted(Connection& connection, std::span<const RecordNumber> numbers, Time now);

[[nodiscard]] Result<void> mark_waiting(Connection& connection, RecordNumber number);
[[nodiscard]] Result<void> mark_identity_waiting(Connection& connection, RecordNumber identity);
/// The smallest number that waits; nothing if none does.
[[nodiscard]] Result<std::optional<RecordNumber>> first_waiting(Connection& connection);
/// The record waits no longer and belongs to `identity`.
[[nodiscard]] Result<void> settle_record(Connection& connection, RecordNumber number, RecordNumber identity);

/// Store::live_records_without().
[[nodiscard]] Result<std::vector<RecordNumber>> live_numbers_without(Connection& connection, Crm crm,
                                                                     const NumberSet& seen, Time since, Time now);
/// Store::oldest_ids().
[[nodiscard]] Result<std::vector<std::string>> oldest_live_ids(Connection& connection, Crm crm, long long most);
/// Live records of an identity, ascending.
[[nodiscard]] Result<std::vector<RecordNumber>> live_members_of(Connection& connection, RecordNumber identity);
/// All records of identity `from` now belong to `to`, and wait.
[[nodiscard]] Result<void> move_members(Connection& connection, RecordNumber from, RecordNumber to);

}  // namespace pdhs
