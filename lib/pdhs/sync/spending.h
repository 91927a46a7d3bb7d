#pragma once
#include "pdhs/core/pacing.h"
#include "pdhs/core/report.h"
#include "pdhs/sync/world.h"

namespace pdhs {

/// What may be spent on a platform now, as the ledger of `store` knows it.
[[nodiscard]] Result<Budget> budget_now(Store& store, Crm crm, const PassOptions& options, Time now);

/// As it stands in the ledger.
[[nodiscard]] LedgerEntry ledger_entry(Crm crm, Time at, const Usage& usage);

/// Enters into the ledger what requests cost, with the time of now.
[[nodiscard]] Result<void> book(World& world, Crm crm, const Usage& usage);

/// The budget's one home within a pass: all that requests cost goes in, what may be spent comes out.
class Spending {
  public:
    Spending(World& world, const PassOptions& options, Report& report)
        : world_(world), options_(options), report_(report) {}

    /// Enters into the report and the ledger what requests cost. The ledger has `booked` of it already.
    [[nodiscard]] Result<void> spend(Crm crm, const Usage& usage, const Usage& booked = {});
    [[nodiscard]] Result<Budget> budget(Crm crm);

  private:
    World& world_;
    const PassOptions& options_;
    Report& report_;
};

}  // namespace pdhs
