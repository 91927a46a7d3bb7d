#pragma once
#include <optional>
#include <string>

#include "pdhs/core/block.h"
#include "pdhs/core/contact.h"
#include "pdhs/core/pacing.h"
#include "pdhs/core/report.h"

namespace pdhs {

/// What the state remembers of how a platform was read.
struct ReadHistory {
    std::optional<Time> watermark = {};   ///< by the platform's `Date`: all changes before it have been read
    std::optional<Time> polled_at = {};   ///< the last read of changes or listing that began
    std::optional<Time> deep_at = {};     ///< the last read of changes with the long look-back
    std::optional<Time> listed_at = {};   ///< the end of the last complete listing
    std::optional<Time> listing_at = {};  ///< the last listing on its own account that began
    long long listed_records = 0;         ///< how many that listing showed
    bool needs_listing = false;           ///< the changes were too many to be read as changes

    bool operator==(const ReadHistory&) const = default;
};

/// A listing that was cut off, so that it can be resumed.
struct CutListing {
    std::string place;               ///< where it goes on
    std::optional<Time> began = {};  ///< the `Date` of its very first page
    Time at{};                       ///< when it was begun
    int cuts = 0;                    ///< how often it was cut off
    Time next_try{};
    bool by_budget = false;  ///< it goes on as soon as the budget allows
    std::string why;         ///< for people
    long long records = 0;   ///< live records seen so far

    bool operator==(const CutListing&) const = default;
};

/// What decides how a platform is read in this pass. Times without another word are of the wall clock.
struct ReadFacts {
    Crm crm = Crm::hubspot;
    ReadHistory history;
    std::optional<CutListing> cut = {};
    std::optional<Block> block = {};
    std::optional<Time> oldest_intent = {};  ///< by the platform's `Date`, of those after intents_to_reach()
    long long known = 0;                     ///< live records in the mirror
    Budget budget;
    bool both_were_read_once = false;
};

/// The shortest time between two listings that come by themselves.
inline constexpr Millis listings_apart = std::chrono::hours{1};

enum class Listing { when_due, now };
enum class Turn {
    by_budget,
    out_of_turn,  ///< there is something to create here
};

/// What a person or the settings want.
struct ReadWish {
    Listing listing = Listing::when_due;
    Turn turn = Turn::by_budget;
    Millis list_every = std::chrono::hours{24};
};

/// What keeps a platform from being read in a pass.
enum class NotNow {
    paced,    ///< not its turn, so that the quota lasts
    blocked,  ///< it turned us away
    quota,    ///< our share of it is used up
    cut,      ///< its first listing was cut off, and rests
};

/// How a platform is to be read now.
struct ReadOrder {
    ReadMode mode = ReadMode::none;
    std::optional<Time> since = {};      ///< changes: by the platform's clock
    bool deep = false;                   ///< changes: with the long look-back
    bool resumes = false;                ///< full: from the place of the cut listing
    bool is_due = false;                 ///< full: on its own account, not by hand
    long long most_pages = 0;            ///< what the budget allows
    std::optional<NotNow> not_now = {};  ///< mode none: why; nothing in a default order
    std::optional<Time> goes_on_at = {};

    bool operator==(const ReadOrder&) const = default;
};

/// Whether such a read is a search, whose index is behind and may show what a record was before: HubSpot finds changes
/// by one.
[[nodiscard]] constexpr bool is_searched(Crm crm, ReadMode mode) {
    return crm == Crm::hubspot && mode == ReadMode::changes;
}

/// Decides (design section "Reading").
[[nodiscard]] ReadOrder order_read(const ReadFacts& facts, const ReadWish& wish, Time now);

/// Reads of changes reach back to open intents after this moment (by the platform's `Date`): what became of older ones
/// completed reads have shown. Nothing without a watermark.
[[nodiscard]] std::optional<Time> intents_to_reach(const ReadHistory& history);

/// Changes since the watermark, whoever's turn it is: what a completed read may have missed while it lasted. Without a
/// watermark, which only a platform that tells no time leaves us without, a whole listing.
[[nodiscard]] ReadOrder order_changes(const ReadFacts& facts, Time now);

/// A listing from the beginning, if the budget covers it with the reserves for polls and creates; else no reading.
[[nodiscard]] ReadOrder order_whole_listing(const ReadFacts& facts, Time now);

/// When a listing that was cut off for the `cuts`th time (>= 1) is resumed: after 1, 2, 4 … 60 min. One that nothing
/// stands in for, because the platform was never read to its end, gets one try at once.
[[nodiscard]] Millis resuming_pause(int cuts, bool was_read_once);

/// The watermark after a completed read that began at `began` by this machine's clock: the `Date` of its first page.
/// Without a usable one (missing, or more than 2 min ahead of this machine) the newest change that was seen, but none
/// after the beginning, since earlier pages may have missed others; else as it was. It never goes back.
[[nodiscard]] std::optional<Time> next_watermark(const std::optional<Time>& former, const std::optional<Time>& date,
                                                 const std::optional<Time>& newest_change, Time began);

}  // namespace pdhs
