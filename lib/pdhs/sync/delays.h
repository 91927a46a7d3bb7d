#pragma once
#include <optional>
#include <string>

#include "pdhs/core/read_order.h"
#include "pdhs/core/report.h"
#include "pdhs/crm/platform.h"
#include "pdhs/sync/world.h"

namespace pdhs {

/// Why a platform was not read to its end in this pass, for people.
struct WhyNotRead {
    std::string kind;  ///< a word for the report's error
    std::string sentence;
    bool is_delay = false;  ///< more than pacing: the pass says so with its exit status
};

/// `stop`: what stopped the reading, if one was begun.
[[nodiscard]] Result<WhyNotRead> why_not_read(World& world, Crm crm, const ReadOrder& order,
                                              std::optional<ReadStop> stop);

/// So many contacts wait to be created on `target`, since the quota of `short_of` is used up until `reset`.
[[nodiscard]] ReportError waiting_for_the_quota(Crm target, Crm short_of, long long contacts, Time reset);
/// Tells a further delay, too.
void join(std::optional<ReportError>& delay, const ReportError& further);
/// There are more changes than a search can show, and a listing has to wait.
[[nodiscard]] ReportError too_many_changes(Crm crm);

}  // namespace pdhs
