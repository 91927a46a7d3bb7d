#pragma once
#include <optional>

#include "pdhs/core/block.h"
#include "pdhs/core/contact.h"
#include "pdhs/state/sqlite.h"

namespace pdhs {

// Table `blocks`: platforms that are to be left alone for a while.

[[nodiscard]] Result<std::optional<Block>> find_block(Connection& connection, Crm crm);
/// Nothing takes the block away.
[[nodiscard]] Result<void> replace_block(Connection& connection, Crm crm, const std::optional<Block>& block);

}  // namespace pdhs
