#pragma once
#include "pdhs/core/contact.h"
#include "pdhs/state/sqlite.h"

namespace pdhs {

/// Store::forget_platform(), within the caller's transaction.
[[nodiscard]] Result<void> delete_platform(Connection& connection, Crm crm);

}  // namespace pdhs
