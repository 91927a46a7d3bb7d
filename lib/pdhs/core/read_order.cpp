#include "pdhs/core/read_order.h"

#include <algorithm>

#include "pdhs/core/clock.h"

namespace pdhs {

namespace {

using std::chrono::hours;
using std::chrono::minutes;

/// Those that replace changes which are too many.
constexpr Millis needed_listings_apart = minutes{10};
constexpr Millis deep_reads_apart = minutes{10};
constexpr Millis deep_look_back = minutes{60};
constexpr Millis before_intent = minutes{2};
constexpr Millis longest_resuming_pause = minutes{60};

/// A completed read that began so much later has shown what became of an intent, by a search too: from then on what
/// comes is in the changes since the watermark.
constexpr Millis intent_is_covered = minutes{4};

/// HubSpot finds changes by an index that lags; Pipedrive's times are whole seconds.
constexpr PerCrm<Millis> look_back{minutes{2}, minutes{1}};

/// Whether so much time has passed. A time in the future comes from a clock that was wrong.
bool has_passed(const std::optional<Time>& since, Millis time, Time now) {
    return !since || *since > now || now - *since >= time;
}

bool is_resumable(const CutListing& cut, Time now) {
    return cut.by_budget || cut.next_try <= now || cut.next_try > now + longest_resuming_pause;
}

ReadOrder none(NotNow why, std::optional<Time> goes_on_at = {}) {
    ReadOrder order;
    order.not_now = why;
    order.goes_on_at = goes_on_at;
    return order;
}

/// Decides for one platform.
class Decision {
  public:
    Decision(const ReadFacts& facts, const ReadWish& wish, Time now)
        : facts_(facts), wish_(wish), now_(now), costs_(costs_of(facts.crm)) {}

    [[nodiscard]] ReadOrder make() const {
        if (facts_.block && !may_be_asked(*facts_.block, now_))
            return none(NotNow::blocked, goes_on_at(*facts_.block, now_));
        if (wish_.listing == Listing::now) return list_if_affordable(1);
        if (facts_.cut && is_resumable(*facts_.cut, now_) && pages() > 0) return list(pages());
        if (!facts_.history.watermark) return facts_.cut ? waiting_for_the_cut() : list_if_affordable(1);
        if (!facts_.cut && is_listing_due()) return list(pages());
        return changes_in_turn();
    }

    [[nodiscard]] ReadOrder changes() const {
        ReadOrder order;
        order.mode = ReadMode::changes;
        order.deep = facts_.crm == Crm::hubspot && has_passed(facts_.history.deep_at, deep_reads_apart, now_);
        order.since = *facts_.history.watermark - (order.deep ? deep_look_back : look_back[facts_.crm]);
        if (facts_.oldest_intent) order.since = std::min(*order.since, *facts_.oldest_intent - before_intent);
        order.most_pages =
            std::max<long long>(1, affordable_pages(facts_.budget, costs_, ListingLeaves::nothing, now_));
        return order;
    }

    [[nodiscard]] ReadOrder whole_listing() const {
        if (!covers_a_listing()) return none(NotNow::quota, facts_.budget.reset);
        auto order = list(pages());
        order.resumes = false;
        order.is_due = false;
        return order;
    }

  private:
    [[nodiscard]] bool covers_a_listing() const {
        return pages() >= pages_for(std::max(facts_.history.listed_records, facts_.known), costs_);
    }

    [[nodiscard]] long long pages() const {
        const auto leaves = facts_.both_were_read_once && wish_.listing == Listing::when_due ? ListingLeaves::reserves
                                                                                             : ListingLeaves::nothing;
        return affordable_pages(facts_.budget, costs_, leaves, now_);
    }

    [[nodiscard]] bool is_listing_due() const {
        const auto& history = facts_.history;
        const auto has_rested = [&](Millis time) { return has_passed(history.listing_at, time, now_); };
        const bool daily = has_passed(history.listed_at, wish_.list_every, now_) && has_rested(listings_apart);
        const bool in_need = history.needs_listing && has_rested(needed_listings_apart);
        return (daily || in_need) && covers_a_listing();
    }

    [[nodiscard]] ReadOrder list(long long most_pages) const {
        ReadOrder order;
        order.mode = ReadMode::full;
        order.resumes = facts_.cut.has_value();
        order.is_due = wish_.listing == Listing::when_due;
        order.most_pages = most_pages;
        return order;
    }

    [[nodiscard]] ReadOrder list_if_affordable(long long least) const {
        return pages() >= least ? list(pages()) : none(NotNow::quota, facts_.budget.reset);
    }

    [[nodiscard]] ReadOrder waiting_for_the_cut() const {
        if (is_resumable(*facts_.cut, now_)) return none(NotNow::quota, facts_.budget.reset);
        return none(NotNow::cut, facts_.cut->next_try);
    }

    [[nodiscard]] ReadOrder changes_in_turn() const {
        const auto interval = poll_interval(facts_.budget, costs_, now_);
        const auto& polled_at = facts_.history.polled_at;
        const bool affordable = can_poll(facts_.budget, costs_);
        const bool turn = is_turn(polled_at, interval, now_);
        if (affordable && (turn || wish_.turn == Turn::out_of_turn)) return changes();
        const auto next =
            turn || !polled_at ? facts_.budget.reset : std::min(facts_.budget.reset, *polled_at + interval);
        return none(affordable ? NotNow::paced : NotNow::quota, next);
    }

    const ReadFacts& facts_;
    const ReadWish& wish_;
    Time now_;
    Costs costs_;
};

}  // namespace

ReadOrder order_read(const ReadFacts& facts, const ReadWish& wish, Time now) {
    return Decision(facts, wish, now).make();
}

std::optional<Time> intents_to_reach(const ReadHistory& history) {
    if (!history.watermark) return std::nullopt;
    return *history.watermark - intent_is_covered;
}

ReadOrder order_changes(const ReadFacts& facts, Time now) {
    if (!facts.history.watermark) return order_whole_listing(facts, now);
    return Decision(facts, {}, now).changes();
}

ReadOrder order_whole_listing(const ReadFacts& facts, Time now) {
    return Decision(facts, {}, now).whole_listing();
}

Millis resuming_pause(int cuts, bool was_read_once) {
    if (!was_read_once && --cuts == 0) return Millis{0};
    Millis pause = minutes{1};
    for (int i = 1; i < cuts && pause < longest_resuming_pause; ++i) pause *= 2;
    return std::min(pause, longest_resuming_pause);
}

std::optional<Time> next_watermark(const std::optional<Time>& former, const std::optional<Time>& date,
                                   const std::optional<Time>& newest_change, Time began) {
    const bool usable = date && *date <= began + most_clock_difference;
    if (!usable && !newest_change) return former;
    const auto reached = usable ? *date : std::min(*newest_change, began);
    return former ? std::max(*former, reached) : reached;
}

}  // namespace pdhs
