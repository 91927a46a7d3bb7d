#pragma once
#include <optional>

#include "pdhs/sync/reading.h"
#include "pdhs/sync/spending.h"
#include "pdhs/sync/world.h"

namespace pdhs {

/// Decides with what the state knows how a platform is read, and keeps in the state what came of it.
class Polling {
  public:
    Polling(World& world, const PassOptions& options, Spending& spending)
        : world_(world), options_(options), spending_(spending) {}

    [[nodiscard]] Result<ReadingTask> task(Crm crm, Turn turn);
    /// The changes that a listing in several parts may have missed in those of earlier passes.
    [[nodiscard]] Result<ReadingTask> changes_since_watermark(Crm crm);
    /// A listing from the beginning for a reason of its own; no reading if the budget does not cover it.
    [[nodiscard]] Result<ReadingTask> whole_listing(Crm crm);
    /// What the reading means for later ones: watermark, listing, block.
    [[nodiscard]] Result<void> keep(Crm crm, const Reading& reading);
    /// What a failed request means for later passes: a block, or the end of one. `failure` is nothing when all that was
    /// asked was answered.
    [[nodiscard]] Result<void> keep_block(Crm crm, const std::optional<Failure>& failure);
    /// Whether both platforms were read to their ends in the life of this state.
    [[nodiscard]] Result<bool> both_were_read_once();

  private:
    Result<ReadFacts> facts(Crm crm);
    Result<void> keep_listing(Crm crm, const Reading& reading, ReadHistory& history);
    Result<void> cut_listing(Crm crm, const Reading& reading, const ReadHistory& history);

    World& world_;
    const PassOptions& options_;
    Spending& spending_;
};

}  // namespace pdhs
