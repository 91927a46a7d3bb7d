#pragma once
#include "pdhs/core/number_set.h"
#include "pdhs/core/read_order.h"
#include "pdhs/state/sqlite.h"

namespace pdhs {

// Tables `cut_listings` and `seen_by_cut_listing`: listings that were cut off, and what they had shown.

[[nodiscard]] Result<std::optional<CutListing>> find_cut_listing(Connection& connection, Crm crm);
[[nodiscard]] Result<NumberSet> find_seen(Connection& connection, Crm crm);
[[nodiscard]] Result<void> insert_cut_listing(Connection& connection, Crm crm, const CutListing& cut,
                                              const NumberSet& seen);
[[nodiscard]] Result<void> delete_cut_listing(Connection& connection, Crm crm);

}  // namespace pdhs
