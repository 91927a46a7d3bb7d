#pragma once
#include <span>
#include <string>
#include <vector>

#include "pdhs/core/plan.h"
#include "pdhs/state/sqlite.h"

namespace pdhs {

// Table `missing`: live records that a complete listing did not show.

[[nodiscard]] Result<void> insert_missing(Connection& connection, std::span<const RecordNumber> numbers);
[[nodiscard]] Result<std::vector<std::string>> missing_ids(Connection& connection, Crm crm, long long most);
/// Deletes those of records that were shown, and of those that are no longer live.
[[nodiscard]] Result<void> delete_missing(Connection& connection, std::span<const RecordNumber> shown);
/// How many of a platform's records are missing.
[[nodiscard]] Result<long long> count_missing(Connection& connection, Crm crm);

}  // namespace pdhs
