#pragma once
#include <span>
#include <string>
#include <string_view>

#include "pdhs/core/result.h"
#include "pdhs/state/sqlite.h"

namespace pdhs {

/// Marks a database as a state of ours ("pdhs" as four bytes).
inline constexpr long long state_application_id = 0x70646873;

/// SQL that brings a state from one version to the next; the first one makes version 1 out of an empty database.
using MigrationStep = std::string_view;

/// All steps up to the version that this program writes.
[[nodiscard]] std::span<const MigrationStep> migration_steps();

/// What a database says about itself.
struct StateVersion {
    bool is_empty = false;  ///< without any table or mark: new, or what a crash at creation leaves
    long long version = 0;  ///< steps taken
};

/// Reads the version; an error if the database is not a state of ours.
[[nodiscard]] Result<StateVersion> state_version(Connection& connection);

/// Refuses a version beyond the last step: a newer program wrote it.
[[nodiscard]] Result<void> check_is_known(const std::string& path, const StateVersion& version,
                                          std::span<const MigrationStep> steps);

/// Takes the missing steps in one transaction: all of them, or, after an error, none.
[[nodiscard]] Result<void> migrate(Connection& connection, std::span<const MigrationStep> steps);

/// Whether every table of the current version can be read at its beginning. Cheap: it does not read the whole file.
[[nodiscard]] Result<void> check_tables(Connection& connection);

}  // namespace pdhs
