#pragma once
#include "pdhs/core/read_order.h"
#include "pdhs/state/sqlite.h"

namespace pdhs {

// Table `reading`: how each platform was read.

[[nodiscard]] Result<ReadHistory> find_read_history(Connection& connection, Crm crm);
[[nodiscard]] Result<void> insert_read_history(Connection& connection, Crm crm, const ReadHistory& history);

}  // namespace pdhs
