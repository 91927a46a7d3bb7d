#pragma once
#include <unordered_set>

#include "pdhs/core/plan.h"
#include "pdhs/core/read_order.h"
#include "pdhs/state/sqlite.h"

namespace pdhs {

// Tables `cut_listings` and `seen_by_cut_listing`: listings that were cut off, and what they had shown.

[[nodiscard]] Result<std::optional<CutListing>> find_cut_listing(Connection& connection, Crm crm);
[[nodiscard]] Result<std::unordered_set<RecordNumber>> find_seen(Connection& connection, Crm crm);
[[nodiscard]] Result<void> insert_cut_listing(Connection& connection, Crm crm, const CutListing& cut,
                                              const std::unordered_set<RecordNumber>& seen);
[[nodiscard]] Result<void> delete_cut_listing(Connection& connection, Crm crm);

}  // namespace pdhs
