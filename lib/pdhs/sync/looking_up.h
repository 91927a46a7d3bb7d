#pragma once
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "pdhs/core/number_set.h"
#include "pdhs/sync/spending.h"
#include "pdhs/sync/world.h"

namespace pdhs {

/// What reading some records by id brought; the mirror has been brought up to it.
struct LookedUp {
    std::vector<std::string> asked;  ///< of the wanted ones, those that were asked for
    NumberSet seen;                  ///< alive, by what the platform said just now
    std::optional<Failure> failure = {};
    std::vector<std::string> unanswered = {};  ///< the platform says nothing of use about these, though they were asked
                                               ///< for alone or together with others that were answered
};

/// Reads records by id, each platform's within its budget. One record can spoil the answer for all that are asked for
/// together: after such a failure the next call, also of a later pass, asks for half as many, until the record stands
/// alone; after answers it asks for twice as many.
class LookingUp {
  public:
    LookingUp(World& world, Spending& spending) : world_(world), spending_(spending) {}

    /// How many may be asked for now.
    [[nodiscard]] Result<long long> affordable(Crm crm);
    /// Those alive are brought up to date, those gone leave the mirror.
    [[nodiscard]] Result<LookedUp> look_up(Crm crm, std::span<const std::string> wanted);
    /// Whoever stands on HubSpot with one of these addresses is in the mirror then. What kept it from being told.
    [[nodiscard]] Result<std::optional<Failure>> look_for_contacts(std::span<const std::string> addresses);

  private:
    Result<std::size_t> most_at_once(Crm crm);
    Result<void> learn(Crm crm, const LookedUp& looked_up);

    World& world_;
    Spending& spending_;
};

}  // namespace pdhs
