#pragma once
#include <map>
#include <string>

namespace pdhs {

using Environment = std::map<std::string, std::string>;

/// The environment of this process, in UTF-8.
[[nodiscard]] Environment current_environment();

[[nodiscard]] long process_id();

/// The name of this machine; "unknown" where it has none.
[[nodiscard]] std::string host_name();

}  // namespace pdhs
