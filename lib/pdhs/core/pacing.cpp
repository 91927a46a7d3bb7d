#include "pdhs/core/pacing.h"

#include <algorithm>

namespace pdhs {

namespace {

constexpr Millis poll_always_possible = std::chrono::minutes{10};
constexpr long long creates_a_day = 50;

/// Passes do not begin at the very second.
constexpr Millis slack = std::chrono::seconds{2};

/// Two answers further apart than this do not tell when between them the quota was filled up.
constexpr Millis close_enough = std::chrono::hours{1};
/// Answers may come out of order: a new day brings more than so small a part of the limit.
constexpr long long enough_to_tell = 10;
/// Midnight comes at a quarter of an hour in every time zone.
constexpr Millis quarter = std::chrono::minutes{15};

Millis time_of_day(Time time) {
    return time - std::chrono::floor<std::chrono::days>(time);
}

/// An announcement counts until the reset that follows it; one from the future comes from a clock that was wrong.
bool still_counts(const AnnouncedQuota& announced, const QuotaFacts& facts, Time now) {
    return announced.at <= now && next_reset(facts.reset_of_day, announced.at) > now;
}

long long share_of(long long limit, int share_percent) {
    return limit * share_percent / 100;
}

Millis until_reset(const Budget& budget, Time now) {
    return std::clamp(Millis{budget.reset - now}, Millis{0}, one_day);
}

/// What is kept for one thing until the reset is at most this part of our share.
long long at_most_a_part(long long kept, int part, const Budget& budget, Time now) {
    return std::min(kept, budget.share * until_reset(budget, now).count() / one_day.count() / part);
}

long long polls_until_reset(const Budget& budget, const Costs& costs, Time now) {
    return at_most_a_part(until_reset(budget, now) / poll_always_possible * costs.page, 2, budget, now);
}

long long creates_until_reset(const Budget& budget, const Costs& costs, Time now) {
    const auto kept = creates_a_day * costs.create * until_reset(budget, now).count() / one_day.count();
    return at_most_a_part(kept, 4, budget, now);
}

}  // namespace

Time last_reset(const std::optional<Millis>& reset_of_day, Time now) {
    return next_reset(reset_of_day, now) - one_day;
}

Time next_reset(const std::optional<Millis>& reset_of_day, Time now) {
    const Time today = std::chrono::floor<std::chrono::days>(now) + reset_of_day.value_or(Millis{0});
    return today > now ? today : today + one_day;
}

Budget budget_of(const QuotaFacts& facts, int share_percent, Time now) {
    Budget budget;
    budget.reset = next_reset(facts.reset_of_day, now);
    const auto limit = facts.announced ? facts.announced->quota.limit : facts.limit_until_told;
    const auto share = share_of(limit, share_percent);
    budget.share = share;
    budget.of_share = share - (facts.announced ? facts.spent_since_reset : facts.spent_in_a_day);
    budget.ours = budget.of_share;
    if (facts.announced && still_counts(*facts.announced, facts, now))
        budget.ours = facts.announced->quota.remaining - facts.spent_since_announced - (limit - share);
    budget.of_share = std::max<long long>(0, budget.of_share);
    budget.ours = std::max<long long>(0, budget.ours);
    return budget;
}

std::optional<Millis> reset_seen_between(const AnnouncedQuota& before, const AnnouncedQuota& now) {
    const auto risen = now.quota.remaining - before.quota.remaining;
    const bool rose = now.quota.limit == before.quota.limit && risen > now.quota.limit / enough_to_tell;
    if (!rose || now.at <= before.at || now.at - before.at > close_enough) return std::nullopt;
    const auto rounded = std::chrono::floor<std::chrono::seconds>(now.at) - time_of_day(now.at) % quarter;
    return time_of_day(rounded > before.at ? Time{std::chrono::floor<Millis>(rounded)} : now.at);
}

Millis poll_interval(const Budget& budget, const Costs& costs, Time now) {
    const auto spendable = budget.ours - creates_until_reset(budget, costs, now);
    if (spendable < costs.page) return longest_interval;
    return std::min(longest_interval, Millis{until_reset(budget, now).count() * costs.page / spendable});
}

bool can_poll(const Budget& budget, const Costs& costs) {
    return budget.ours >= costs.page || budget.of_share >= costs.page;
}

bool is_turn(const std::optional<Time>& polled_at, Millis interval, Time now) {
    // Whoever runs a pass by hand in between is not put off: if it became a habit, the interval would grow.
    if (!polled_at || *polled_at > now || interval <= schedule_interval) return true;
    return now - *polled_at + slack >= interval;
}

long long affordable_creates(const Budget& budget, const Costs& costs, Time now) {
    return std::max<long long>(0, budget.ours - polls_until_reset(budget, costs, now)) / costs.create;
}

long long affordable_look_ups(const Budget& budget, const Costs& costs, Time now) {
    return std::max<long long>(0, budget.ours - polls_until_reset(budget, costs, now)) / costs.look_up;
}

long long affordable_pages(const Budget& budget, const Costs& costs, ListingLeaves leaves, Time now) {
    auto spendable = budget.ours;
    if (leaves == ListingLeaves::reserves)
        spendable -= polls_until_reset(budget, costs, now) + creates_until_reset(budget, costs, now);
    return std::max<long long>(0, spendable) / costs.page;
}

bool leaves_a_page(const Quota& quota, int share_percent, const Costs& costs) {
    return quota.remaining - (quota.limit - share_of(quota.limit, share_percent)) >= costs.page;
}

long long pages_for(long long records, const Costs& costs) {
    return std::max<long long>(1, (records + costs.page_size - 1) / costs.page_size);
}

}  // namespace pdhs
