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

/// The addresses that creates would not send and for which the target's primary store has to be asked first.
[[nodiscard]] std::vector<std::string> addresses_to_look_for(std::span<const Candidate> candidates,
                                                             std::span<const Planned> planned,
                                                             const PlanPolicy& policy);

/// How a candidate waits whose source cannot be read by id. What became of a create under way stays open.
[[nodiscard]] ParkRecord parked_as_unreadable(const Candidate& candidate, const std::string& why, Time now);

/// Names of organizations by their ids; empty where Pipedrive, asked, told none.
using OrganizationNames = std::map<std::string, std::string>;

/// The organizations of contacts that are about to be created whose names are not `known`.
[[nodiscard]] std::vector<std::string> unknown_organizations(std::span<const Candidate> candidates,
                                                             std::span<const Planned> planned,
                                                             const OrganizationNames& known);
/// Fills the company of contacts that are about to be created with their organizations' names, as far as `known`.
void add_companies(std::span<const Candidate> candidates, std::vector<Planned>& planned,
                   const OrganizationNames& known);

}  // namespace pdhs
