#pragma once
#include <memory>
#include <string>

#include "pdhs/state/sqlite.h"

namespace pdhs {

/// The present content of a state file in a private temporary database, also while another process writes it. Leaves
/// the file, its -wal and its folder as they are (an existing -shm serves as readers use it); no file: an empty
/// database.
[[nodiscard]] Result<std::unique_ptr<Connection>> copy_of_state(const std::string& path);

}  // namespace pdhs
