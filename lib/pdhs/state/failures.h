#pragma once
#include <map>
#include <optional>

#include "pdhs/state/sqlite.h"
#include "pdhs/state/store.h"

namespace pdhs {

// Table `failures`: contacts that are parked.

[[nodiscard]] Result<void> insert_failure(Connection& connection, const ParkRecord& record);
/// A changed record may be tried again at once, unless it is not known what became of the last try.
[[nodiscard]] Result<void> delete_refusals(Connection& connection, RecordNumber source);
/// Deletes the parkings of all records of the identity.
[[nodiscard]] Result<void> delete_failures_of(Connection& connection, RecordNumber identity, Crm target);
/// The parkings of `from` become those of `to`, since they stand for the same human.
[[nodiscard]] Result<void> move_failures(Connection& connection, RecordNumber from, RecordNumber to);
/// Deletes those of records that are no longer to be created: gone, or by now present on the target.
[[nodiscard]] Result<void> delete_settled_failures(Connection& connection);

/// When the identity is tried again at the earliest on `target`; nothing if it is not parked.
[[nodiscard]] Result<std::optional<Time>> next_try_of(Connection& connection, RecordNumber identity, Crm target);
/// All parkings, by the source's identity: the latest next try, unknown if one of them is.
[[nodiscard]] Result<std::map<std::pair<RecordNumber, Crm>, Parked>> failures_by_identity(Connection& connection);

}  // namespace pdhs
