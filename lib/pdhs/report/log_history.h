#pragma once
#include <string>
#include <vector>

#include "pdhs/core/dossier.h"

namespace pdhs {

/// What `output.log`, and before it `output.log.1`, tell about these records, oldest first; at most the latest 50.
/// Lines that are no log lines, and files that are not there or cannot be read, tell nothing.
[[nodiscard]] std::vector<PastDeed> deeds_in_log(const std::string& path, const std::vector<KnownRecord>& records);

}  // namespace pdhs
