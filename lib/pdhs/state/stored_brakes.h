#pragma once
#include <vector>

#include "pdhs/core/brakes.h"
#include "pdhs/state/sqlite.h"

namespace pdhs {

// Table `brakes`.

[[nodiscard]] Result<std::vector<Brake>> all_brakes(Connection& connection);
[[nodiscard]] Result<void> insert_brake(Connection& connection, const Brake& brake);
[[nodiscard]] Result<void> delete_brake(Connection& connection, BrakeKind kind, Crm crm);

}  // namespace pdhs
