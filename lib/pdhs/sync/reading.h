#pragma once
#include <optional>
#include <vector>

#include "pdhs/core/number_set.h"
#include "pdhs/core/platform_time.h"
#include "pdhs/core/read_order.h"
#include "pdhs/sync/world.h"

namespace pdhs {

/// One platform's order, and the cut listing that it resumes.
struct ReadingTask {
    ReadOrder order;
    std::optional<CutListing> cut = {};
    NumberSet seen_before_cut = {};
};

/// What reading one platform brought.
struct Reading {
    ReadOrder order;
    ReadEnd end;
    Time began{};                            ///< by the platform's `Date`; by this machine's clock if it sends none
    Time at{};                               ///< by this machine's clock
    Time ended{};                            ///< by this machine's clock
    std::optional<Time> listing_began = {};  ///< the `Date` of the listing's very first page
    Time listing_at{};                       ///< when the listing began, by this machine's clock
    PlatformTime platform_time;              ///< from the beginning of the read on
    NumberSet seen;                          ///< alive, and in the mirror as this pass's own reading showed it
    NumberSet listed;                        ///< full: by the whole listing, resumed parts included
    std::optional<Time> newest_change = {};
    std::string place;  ///< full: where it would go on
    long long pages = 0;
    Usage booked = {};  ///< what of `end.usage` the ledger has already
    std::vector<UnusableRow> unusable;
    long long read = 0;                     ///< live records
    std::optional<Error> state_error = {};  ///< the mirror could not be written

    bool is_for_sources_only = false;  ///< it has grown old, and reading again would be too much

    [[nodiscard]] bool is_complete() const { return end.complete; }
    /// Whether who is not in the mirror now is not there.
    [[nodiscard]] bool shows_who_is_there() const { return end.complete && !is_for_sources_only; }
    /// How long ago it began.
    [[nodiscard]] Millis age(Instant now) const { return platform_time.at(now) - began; }
    /// How far the platform's clock is ahead of this machine's; nothing if it was not told.
    [[nodiscard]] std::optional<Millis> clock_ahead() const;
};

/// Reads the platforms as ordered, both at once, each page into the mirror as it arrives. What is not to be read stays
/// empty. A read ends early whose quota others use up meanwhile, or that takes too long (`options`).
[[nodiscard]] PerCrm<Reading> read_both(World& world, PerCrm<ReadingTask> tasks, const PassOptions& options);

/// The failure of a read of everybody: there "no such record" is about the address.
[[nodiscard]] Failure as_of_everybody(Crm crm, Failure failure);

/// Reads one platform.
[[nodiscard]] Reading read_one(World& world, Crm crm, ReadingTask task, const PassOptions& options);

}  // namespace pdhs
