#include "pdhs/core/block.h"

#include <algorithm>

namespace pdhs {

namespace {

constexpr Millis first_turned_away = std::chrono::minutes{15};
constexpr Millis longest_turned_away = std::chrono::hours{4};
constexpr Millis longest_block = std::chrono::hours{24};
constexpr Millis between_probes = std::chrono::hours{1};

/// A time further ahead than any block lasts comes from a clock that was wrong.
bool is_over(const Block& block, Time now) {
    return block.until <= now || block.until > now + longest_block;
}

Millis turned_away_for(int strikes) {
    auto time = first_turned_away;
    for (int i = 1; i < strikes && time < longest_turned_away; ++i) time *= 2;
    return std::min(time, longest_turned_away);
}

std::optional<Time> end_of_block(const Failure& failure, int strikes, Time now, Time reset) {
    const auto asked = [&](Time otherwise) {
        return failure.retry_after ? now + std::min(*failure.retry_after, longest_block) : otherwise;
    };
    switch (failure.kind) {
        case FailureKind::daily_quota:
            return asked(reset);
        case FailureKind::blocked:
            return asked(now + turned_away_for(strikes));
        case FailureKind::migrating:
            return asked(now + between_probes);
        default:
            return std::nullopt;
    }
}

}  // namespace

std::optional<Block> block_after(const Failure& failure, const std::optional<Block>& former, Time now, Time reset) {
    const bool goes_on = former && former->kind == failure.kind;
    if (goes_on && !is_over(*former, now)) {
        auto block = *former;
        block.probed = now;
        return block;
    }
    const int strikes = goes_on ? former->strikes + 1 : 1;
    const auto until = end_of_block(failure, strikes, now, reset);
    if (!until) return std::nullopt;
    return Block{failure.kind, failure.message, now, *until, strikes, now};
}

bool may_be_asked(const Block& block, Time now) {
    return is_over(block, now) || block.probed > now || now - block.probed >= between_probes;
}

Time goes_on_at(const Block& block, Time now) {
    return std::min(block.until, std::max(now, block.probed + between_probes));
}

}  // namespace pdhs
