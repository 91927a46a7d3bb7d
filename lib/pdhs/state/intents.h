#pragma once
#include <map>

#include "pdhs/state/sqlite.h"
#include "pdhs/state/store.h"

namespace pdhs {

// Table `intents`: creates whose outcome is not known.

[[nodiscard]] Result<void> insert_intent(Connection& connection, const NewIntent& intent);
[[nodiscard]] Result<void> delete_intent(Connection& connection, RecordNumber source, Crm target);
/// Store::take_back_intent(), within the caller's transaction.
[[nodiscard]] Result<void> restore_intent(Connection& connection, RecordNumber source, Crm target,
                                          const std::optional<OpenIntent>& former);
/// Deletes the intents of all records of the identity.
[[nodiscard]] Result<void> delete_intents_of(Connection& connection, RecordNumber identity, Crm target);
/// The intents of `from` become those of `to`, since they stand for the same human.
[[nodiscard]] Result<void> move_intents(Connection& connection, RecordNumber from, RecordNumber to);
/// Binds the source of each intent to the record that its create made, as the lost answer would have: where one unbound
/// record of the same human, or with the address that was sent, is on the target, and only one. Several on the source's
/// side leave resolve_changes() no pair to bind.
[[nodiscard]] Result<void> bind_settled_intents(Connection& connection);
/// Deletes those whose source is present on the target, and returns how many; and those whose source is gone, since
/// nothing will be sent for it any more.
[[nodiscard]] Result<long long> delete_settled_intents(Connection& connection);

/// Whether there are intents or parkings: in most passes there are none, and nothing else need be asked.
[[nodiscard]] Result<bool> has_open_creates(Connection& connection);

/// Store::oldest_intent().
[[nodiscard]] Result<std::optional<Time>> oldest_intent_on(Connection& connection, Crm target, Time after);

/// All intents, by the source's identity: the strictest of each (one whose time is not known never rests).
[[nodiscard]] Result<std::map<std::pair<RecordNumber, Crm>, OpenIntent>> intents_by_identity(Connection& connection);

}  // namespace pdhs
