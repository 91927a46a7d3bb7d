#pragma once
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "pdhs/core/plan.h"
#include "pdhs/sync/braking.h"
#include "pdhs/sync/polling.h"
#include "pdhs/sync/reading.h"
#include "pdhs/sync/spending.h"
#include "pdhs/sync/world.h"

namespace pdhs {

/// What a pass would do as things stand.
struct Plan {
    PlanPolicy policy;
    std::vector<Candidate> candidates;
    std::vector<Planned> planned;
    std::vector<std::string> brakes = {};   ///< the messages of those that hold something back
    std::optional<ReportError> delay = {};  ///< contacts wait for the quota
};

/// What a pass has done before it plans, or plans again.
struct DoneBefore {
    std::vector<Planned> tried = {};  ///< creates, with their outcomes: they are left out
    /// Further addresses for which HubSpot's primary store was asked a moment ago.
    std::set<std::string> asked_addresses = {};
    bool asking_for_addresses_failed = false;
};

/// Brings together what the state knows, what was read, and what brakes and budgets allow. Asks no platform. Whoever
/// was noted by a clock that was fast is noted anew.
class Planning {
  public:
    Planning(World& world, const PassOptions& options, Polling& polling, Spending& spending, Braking& braking)
        : world_(world), options_(options), polling_(polling), spending_(spending), braking_(braking) {}

    /// The plan after these readings, within all limits.
    [[nodiscard]] Result<Plan> make(const PerCrm<Reading>& readings, const DoneBefore& done);

    /// A question about a read that has not been made.
    struct Supposed {
        Crm crm = Crm::hubspot;          ///< the platform on which somebody would be created
        ReadMode mode = ReadMode::full;  ///< completely read in this way
        std::optional<Time> began = {};
        bool only_with_open_intent = false;
        PerCrm<bool> may_be_asked;  ///< for sources that were not read
    };
    /// Whether anybody could be created then.
    [[nodiscard]] Result<bool> would_create(const PerCrm<Reading>& readings, const Supposed& supposed);

  private:
    Result<PlanPolicy> policy(const PerCrm<Reading>& readings);
    Result<std::vector<Candidate>> candidates(const PerCrm<Reading>& readings);
    Result<void> hold_what_is_too_dear(Plan& plan);

    World& world_;
    const PassOptions& options_;
    Polling& polling_;
    Spending& spending_;
    Braking& braking_;
};

}  // namespace pdhs
