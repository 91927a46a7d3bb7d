#pragma once
#include <string>
#include <vector>

#include "pdhs/core/brakes.h"
#include "pdhs/sync/reading.h"
#include "pdhs/sync/vanishing.h"
#include "pdhs/sync/world.h"

namespace pdhs {

/// The stored brakes of a pass (design section "Brakes").
class Braking {
  public:
    Braking(World& world, const PassOptions& options) : world_(world), options_(options) {}

    /// Takes away what a complete listing of `crm` clears, and stores the brake that this one engages.
    [[nodiscard]] Result<void> listed(Crm crm, const Vanished& vanished);
    /// Whether so many records of `crm` are missing that looking them up has to wait for a person, since each that is
    /// gone would be created again; stores the brake.
    [[nodiscard]] Result<bool> hold_missing(Crm crm);
    /// With --force: all brakes that hold are lifted.
    [[nodiscard]] Result<void> lift();
    /// The messages of brakes that hold everything, so that nothing is read; empty if there are none.
    [[nodiscard]] Result<std::vector<std::string>> holding_everything();
    /// Holds back the planned creates that the stored brakes hold; returns their messages.
    [[nodiscard]] Result<std::vector<std::string>> hold_by_stored(std::vector<Planned>& planned);
    /// Holds back the planned creates that a stored or a new brake holds; returns the messages of all that hold.
    /// `has_vanished_ones`: whether somebody who stood on the platform before could be created there again.
    [[nodiscard]] Result<std::vector<std::string>> hold(std::vector<Planned>& planned,
                                                        const PerCrm<bool>& has_vanished_ones);

  private:
    [[nodiscard]] Brake::Status status() const {
        return options_.belief == Belief::forced ? Brake::Status::lifted : Brake::Status::holds;
    }
    Result<void> engage_recreations(Crm crm, long long count, long long most);
    Result<void> watch_recreations(Crm crm, const std::vector<Planned>& planned, bool has_vanished_ones);
    [[nodiscard]] bool is_waived(const Brake& brake) const;

    World& world_;
    const PassOptions& options_;
};

}  // namespace pdhs
