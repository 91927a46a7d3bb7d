#pragma once
#include <windows.h>

#include "pdhs/system/file_facts.h"
#include "pdhs/system/windows/handle.h"

namespace pdhs {

/// Of an open file.
[[nodiscard]] FileFacts facts_from(HANDLE file);
/// Opens what is at the path, to be asked about; no right to read its content is needed.
[[nodiscard]] Handle open_to_ask(const std::string& path, Links links);

}  // namespace pdhs
