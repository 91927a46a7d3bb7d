#pragma once
#include <windows.h>

#include "pdhs/system/file_facts.h"
#include "pdhs/system/windows/handle.h"

namespace pdhs {

/// Of an open file.
[[nodiscard]] FileFacts facts_from(HANDLE file);
/// Why there are none, as the last call of the system told.
[[nodiscard]] FileFacts no_facts();
/// Opens what is at the path, to be asked about; no right to read its content is needed.
[[nodiscard]] Handle open_to_ask(const std::string& path, Links links);

}  // namespace pdhs
