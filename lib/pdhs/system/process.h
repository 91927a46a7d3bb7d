#pragma once
#include <map>
#include <string>
#include <vector>

namespace pdhs {

/// What main() was given, in UTF-8.
[[nodiscard]] std::vector<std::string> utf8_arguments(int argc, const char* const* argv);

using Environment = std::map<std::string, std::string>;

/// The environment of this process, in UTF-8.
[[nodiscard]] Environment current_environment();
/// Whether the system takes names of variables in other capitals for the same.
[[nodiscard]] bool variables_have_any_capitals();

[[nodiscard]] long process_id();

/// The name of this machine; "unknown" where it has none.
[[nodiscard]] std::string host_name();

}  // namespace pdhs
