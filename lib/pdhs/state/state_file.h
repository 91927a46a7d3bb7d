#pragma once
#include <string>

#include "pdhs/core/result.h"

namespace pdhs {

/// Makes sure that there is a file at `path` which only its owner can read, before SQLite sees it: makes an empty one
/// with mode 0600, or takes the rights of others away from one that is there (and from its -wal and -shm). An existing
/// file must be a plain file, not a link: the lock lies beside it, and two names would have two locks.
[[nodiscard]] Result<void> prepare_state_file(const std::string& path);

/// Whether a pass could use a state at `path`, without making or changing anything: the file or its folder can be
/// written by this user, who can also keep the lock and SQLite's own files beside it.
[[nodiscard]] Result<void> check_state_file(const std::string& path);

/// Whether there is something at `path`. An error when that cannot be told.
[[nodiscard]] Result<bool> state_file_exists(const std::string& path);

/// Whether the file ends within a page although nothing is left in a -wal: it was cut off.
[[nodiscard]] bool is_cut_within_a_page(const std::string& path, long long page_size);

}  // namespace pdhs
