#pragma once
#include <optional>
#include <string>

#include "pdhs/state/sqlite.h"

namespace pdhs {

// Table `installation`: small values by name.

[[nodiscard]] Result<std::optional<std::string>> find_value(Connection& connection, const std::string& name);
[[nodiscard]] Result<void> insert_value(Connection& connection, const std::string& name, const std::string& value);

}  // namespace pdhs
