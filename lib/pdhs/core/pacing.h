#pragma once
#include <optional>

#include "pdhs/core/contact.h"
#include "pdhs/core/time.h"

namespace pdhs {

/// What the platform says about its daily quota (calls on HubSpot, tokens on Pipedrive).
struct Quota {
    long long limit = 0;
    long long remaining = 0;

    bool operator==(const Quota&) const = default;
};

/// What things cost in the unit of the platform's daily quota (API pages, "Rate limits").
struct Costs {
    long long page = 0;       ///< of a listing or of changes; a poll is at least one
    long long page_size = 0;  ///< records in a page of a listing
    long long create = 0;     ///< at most, for each contact
    long long look_up = 0;    ///< at most, for each record read by id
    long long account = 0;    ///< of the question about the account
};

inline constexpr PerCrm<Costs> prices{
    .hubspot = {.page = 1, .page_size = 100, .create = 1, .look_up = 1, .account = 1},
    .pipedrive = {.page = 10, .page_size = 500, .create = 5, .look_up = 1, .account = 2},
};
[[nodiscard]] inline const Costs& costs_of(Crm crm) {
    return prices[crm];
}

/// A quota as an answer announced it, and when (wall clock).
struct AnnouncedQuota {
    Quota quota;
    Time at{};

    bool operator==(const AnnouncedQuota&) const = default;
};

/// What the state knows about the use of a platform's daily quota.
struct QuotaFacts {
    long long limit_until_told = 0;
    std::optional<AnnouncedQuota> announced = {};
    long long spent_since_announced = 0;      ///< by us
    long long spent_since_reset = 0;          ///< by us, since the last reset
    long long spent_in_a_day = 0;             ///< by us, within 24 h
    std::optional<Millis> reset_of_day = {};  ///< when the quota is filled up again, after midnight UTC; learned
};

/// What we may spend until the quota is filled up again.
struct Budget {
    long long ours = 0;      ///< never negative
    Time reset{};            ///< when more comes, as far as is known
    long long of_share = 0;  ///< what our share would still allow if others had spent nothing; never negative
    long long share = 0;     ///< of a whole day

    bool operator==(const Budget&) const = default;
};

/// The last and the next moment at which the quota is filled up again; midnight UTC unless something else was learned.
[[nodiscard]] Time last_reset(const std::optional<Millis>& reset_of_day, Time now);
[[nodiscard]] Time next_reset(const std::optional<Millis>& reset_of_day, Time now);

/// Ours is what remains, less the part that is left to others; without an announcement our share of the limit, less
/// what was spent within 24 h (design section "Budgets"). `share_percent` is 1 to 100.
[[nodiscard]] Budget budget_of(const QuotaFacts& facts, int share_percent, Time now);

/// When a quota that remains has risen from `before` to `now`, a new day began in between: its time of day. Nothing
/// when it did not rise, or when too much time lies between the two to tell.
[[nodiscard]] std::optional<Millis> reset_seen_between(const AnnouncedQuota& before, const AnnouncedQuota& now);

/// How often schedules start a pass.
inline constexpr Millis schedule_interval = std::chrono::seconds{30};
/// Beyond this interval between two polls, passes say with exit 4 that they are paced (design section "Budgets").
inline constexpr Millis longest_quiet_interval = std::chrono::minutes{10};

/// The longest time between two polls, whatever the budget: so that it is noticed when more may be spent.
inline constexpr Millis longest_interval = std::chrono::hours{1};

/// The shortest time between two polls that the budget allows until the reset, when enough is kept for 50 creates a
/// day. At most `longest_interval`.
[[nodiscard]] Millis poll_interval(const Budget& budget, const Costs& costs, Time now);

/// Whether a poll can be paid. Where others have spent our part too, one that our share would allow is risked: it is
/// how a new day is noticed.
[[nodiscard]] bool can_poll(const Budget& budget, const Costs& costs);

/// Whether it is the platform's turn to be polled: always, where the budget allows a poll every 30 s. A last poll in
/// the future comes from a clock that was wrong.
[[nodiscard]] bool is_turn(const std::optional<Time>& polled_at, Millis interval, Time now);

/// How many contacts may be created now, so that enough is kept for a poll every ten minutes until the reset (but
/// never more than half of our share: a small quota goes on, too).
[[nodiscard]] long long affordable_creates(const Budget& budget, const Costs& costs, Time now);
/// How many records may be read by id now, with the same kept.
[[nodiscard]] long long affordable_look_ups(const Budget& budget, const Costs& costs, Time now);

/// What a listing leaves for other things.
enum class ListingLeaves {
    nothing,   ///< nothing else can be done before it is complete
    reserves,  ///< polls and creates go on until the reset
};
/// How many pages may be listed now.
[[nodiscard]] long long affordable_pages(const Budget& budget, const Costs& costs, ListingLeaves leaves, Time now);
/// Whether one more page can be paid after an answer has announced this quota.
[[nodiscard]] bool leaves_a_page(const Quota& quota, int share_percent, const Costs& costs);
/// How many pages a listing of so many records has.
[[nodiscard]] long long pages_for(long long records, const Costs& costs);

}  // namespace pdhs
