#pragma once
#include <sys/stat.h>

#include <system_error>

#include "pdhs/system/file_facts.h"

namespace pdhs {

[[nodiscard]] FileFacts facts_from(const struct stat& found);
/// Why there are none, as errno tells.
[[nodiscard]] FileFacts no_facts();
/// What errno tells.
[[nodiscard]] std::error_code last_error();

}  // namespace pdhs
