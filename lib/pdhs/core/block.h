#pragma once
#include <optional>
#include <string>

#include "pdhs/core/failure.h"

namespace pdhs {

/// A platform that is to be left alone for a while, across passes (design section "Budgets").
struct Block {
    FailureKind kind = FailureKind::blocked;
    std::string message;  ///< the platform's failure, for people
    Time since{};
    Time until{};
    int strikes = 1;  ///< how often in a row the platform turned us away after a block was over
    Time probed{};    ///< the last time it was asked whether the block is over

    bool operator==(const Block&) const = default;
};

/// The block that follows from a failure: a daily quota until its Retry-After, else the reset; an edge that turns us
/// away 15 min, doubling to 4 h; a move between data centres its Retry-After. Nothing for other failures. `former` is
/// the block that was in force or had just ended; asking while it is in force does not lengthen it.
[[nodiscard]] std::optional<Block> block_after(const Failure& failure, const std::optional<Block>& former, Time now,
                                               Time reset);

/// Whether the platform may be asked anything: the block is over, or it was not asked for an hour.
[[nodiscard]] bool may_be_asked(const Block& block, Time now);

/// When it goes on at the latest, as far as is known: at the block's end, or when it is next asked.
[[nodiscard]] Time goes_on_at(const Block& block, Time now);

}  // namespace pdhs
