#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "scenarios/stage.h"

namespace campaigns {

/// A request as its platform saw it.
struct Served {
    std::string kind;
    std::string asked;      ///< path and body: the same again is a repeat
    std::int64_t cost = 1;  ///< in the unit of the platform's quota
    bool is_good = true;    ///< answered with 200
    bool tells_quota = false;
};

/// Whether it says how much is left of today's quota.
[[nodiscard]] bool tells_quota(const sandbox::Response& answer);

/// What the ledger has at least when a pass was killed after these requests to one platform, in their order:
/// - each create: booked with its intent, before it leaves;
/// - all that came before the creates, and each series of reads (the pages of a reading, look-ups by id, questions
///   about the account) that another followed: booked when the series has ended;
/// - of the series under way, if it is a reading whose answers tell no quota, each page behind which another was asked
///   for; if it is one of look-ups, each but repeats: booked before it leaves.
/// So what may be missing is the request under way, repeats of look-ups, reads between creates ("exists": who is it?),
/// and a reading whose answers tell how much is left, since the next answer tells it again.
[[nodiscard]] std::int64_t least_booked(const std::vector<Served>& served);

/// All that the ledger has, in requests or Pipedrive's tokens: it forgets within a month. Nothing where the state
/// cannot be used.
[[nodiscard]] std::optional<std::int64_t> in_ledger(scenarios::Stage& stage, scenarios::Side side);

}  // namespace campaigns
