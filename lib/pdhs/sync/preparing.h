#pragma once
#include <optional>
#include <span>
#include <string>
#include <unordered_set>
#include <vector>

#include "pdhs/core/plan.h"
#include "pdhs/sync/world.h"

namespace pdhs {

/// What reading some records by id brought; the mirror has been brought up to it.
struct LookedUp {
    std::unordered_set<RecordNumber> seen;  ///< alive, by what the platform said just now
    std::optional<Failure> failure = {};
    Usage usage = {};
};

/// Reads records of one platform by id: those alive are brought up to date, those gone leave the mirror.
[[nodiscard]] Result<LookedUp> look_up(World& world, Crm crm, std::span<const std::string> ids);

/// The sources on `crm` of planned creates that this pass has not read, by id.
[[nodiscard]] std::vector<std::string> unread_sources(std::span<const Planned> planned, Crm crm);

/// Fills the company of contacts that are about to be created with their organizations' names; without, if Pipedrive
/// does not tell. Returns what it cost.
[[nodiscard]] Usage add_companies(Platform& pipedrive, std::span<const Candidate> candidates,
                                  std::vector<Planned>& planned);

}  // namespace pdhs
