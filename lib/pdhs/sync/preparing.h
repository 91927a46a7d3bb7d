#pragma once
#include <map>
#include <span>
#include <string>
#include <vector>

#include "pdhs/core/plan.h"
#include "pdhs/sync/world.h"

namespace pdhs {

/// The sources on `crm` of planned creates that this pass has not read, by id.
[[nodiscard]] std::vector<std::string> unread_sources(std::span<const Planned> planned, Crm crm);

/// Sources of creates, and their addresses that are not sent.
struct FurtherAddresses {
    std::vector<RecordNumber> sources;
    std::vector<std::string> addresses;
};

/// Those for which the target's primary store has to be asked before they are created.
[[nodiscard]] FurtherAddresses addresses_to_look_for(std::span<const Candidate> candidates,
                                                     std::span<const Planned> planned, const PlanPolicy& policy);

/// How a candidate waits whose source cannot be read by id. What became of a create under way stays open.
[[nodiscard]] ParkRecord parked_as_unreadable(const Candidate& candidate, const std::string& why, Time now);

/// Names of organizations by their ids, as far as they were asked for.
using OrganizationNames = std::map<std::string, std::string>;

/// Fills the company of contacts that are about to be created with their organizations' names; without, if Pipedrive
/// does not tell. Names that are not `known` yet are asked for, and are known then. Returns what it cost.
[[nodiscard]] Usage add_companies(Platform& pipedrive, std::span<const Candidate> candidates,
                                  std::vector<Planned>& planned, OrganizationNames& known);

}  // namespace pdhs
