#include "pdhs/sync/polling.h"

#include <fmt/format.h>

#include "pdhs/core/time.h"

namespace pdhs {

namespace {

/// A read that was stopped by its sink, or that the platform wants to be a listing, comes back as one.
bool is_too_long_for_changes(const Reading& reading) {
    return reading.order.mode == ReadMode::changes && reading.end.stop.has_value();
}

/// A place that the platform cannot go on from is given up: the listing begins anew.
constexpr int most_tries_on_one_place = 4;

std::string why_cut(const ReadEnd& end, Millis longest_read) {
    if (end.failure) return end.failure->message;
    if (end.stop == ReadStop::out_of_time)
        return fmt::format("reading took {}, the most for one pass", amount_of(longest_read));
    return "the quota that may be spent was used up";
}

}  // namespace

Result<bool> Polling::both_were_read_once() {
    PDHS_TRY(const auto hubspot, world_.store.read_history(Crm::hubspot));
    PDHS_TRY(const auto pipedrive, world_.store.read_history(Crm::pipedrive));
    return hubspot.listed_at && pipedrive.listed_at;
}

Result<ReadFacts> Polling::facts(Crm crm) {
    ReadFacts facts;
    facts.crm = crm;
    PDHS_TRY(facts.history, world_.store.read_history(crm));
    PDHS_TRY(facts.cut, world_.store.cut_listing(crm));
    PDHS_TRY(facts.block, world_.store.block(crm));
    PDHS_TRY(facts.oldest_intent, world_.store.oldest_intent(crm, intents_to_reach(facts.history).value_or(Time{})));
    PDHS_TRY(const auto counts, world_.store.counts());
    facts.known = counts.live[crm];
    PDHS_TRY(facts.budget, spending_.budget(crm));
    PDHS_TRY(facts.both_were_read_once, both_were_read_once());
    return facts;
}

Result<ReadingTask> Polling::task(Crm crm, Turn turn) {
    PDHS_TRY(const auto known, facts(crm));
    ReadingTask task{order_read(known, {options_.listing, turn, options_.list_every}, world_.clock.now())};
    if (!task.order.resumes) return task;
    task.cut = known.cut;
    PDHS_TRY(task.seen_before_cut, world_.store.seen_by_cut_listing(crm));
    return task;
}

Result<ReadingTask> Polling::changes_since_watermark(Crm crm) {
    PDHS_TRY(const auto known, facts(crm));
    return ReadingTask{order_changes(known, world_.clock.now())};
}

Result<ReadingTask> Polling::whole_listing(Crm crm) {
    PDHS_TRY(const auto known, facts(crm));
    return ReadingTask{order_whole_listing(known, world_.clock.now())};
}

Result<void> Polling::keep(Crm crm, const Reading& reading) {
    PDHS_CHECK(keep_block(crm, reading.end.failure));
    PDHS_TRY(const auto former, world_.store.read_history(crm));
    auto history = former;
    history.polled_at = reading.at;
    if (is_too_long_for_changes(reading)) history.needs_listing = true;
    if (reading.order.mode == ReadMode::full) PDHS_CHECK(keep_listing(crm, reading, history));
    if (reading.order.mode == ReadMode::changes && reading.is_complete()) {
        history.watermark = next_watermark(former.watermark, reading.end.began, reading.newest_change, reading.at);
    }
    // Where the long look-back shows too much, the short one has to do until a listing or the next time.
    if (reading.order.deep && !reading.end.failure) history.deep_at = reading.at;
    return world_.store.set_read_history(crm, history);
}

Result<void> Polling::keep_listing(Crm crm, const Reading& reading, ReadHistory& history) {
    const bool is_on_its_own_account = reading.order.is_due && !reading.order.resumes;
    if (is_on_its_own_account && history.listed_at) history.listing_at = reading.at;
    if (!reading.is_complete()) return cut_listing(crm, reading, history);
    history.listed_at = reading.at;
    history.listed_records = static_cast<long long>(reading.listed.size());
    history.needs_listing = false;
    history.watermark =
        next_watermark(history.watermark, reading.listing_began, reading.newest_change, reading.listing_at);
    return world_.store.forget_cut_listing(crm);
}

/// Nothing is kept of a listing that never had a page.
Result<void> Polling::cut_listing(Crm crm, const Reading& reading, const ReadHistory& history) {
    if (reading.place.empty()) return world_.store.forget_cut_listing(crm);
    PDHS_TRY(const auto former, world_.store.cut_listing(crm));
    const bool goes_on = former && reading.order.resumes;
    CutListing cut;
    cut.place = reading.place;
    cut.began = reading.listing_began;
    cut.at = goes_on ? former->at : reading.at;
    cut.by_budget = !reading.end.failure && reading.end.stop != ReadStop::out_of_time;
    // A part that brought pages is a new beginning: only failing on the same spot is waited for longer and longer.
    cut.cuts = goes_on && reading.pages == 0 ? former->cuts + 1 : 1;
    const bool is_stuck = cut.cuts > most_tries_on_one_place;
    if (is_stuck) cut.place.clear();
    cut.next_try = world_.clock.now() + resuming_pause(cut.cuts, history.listed_at.has_value());
    cut.why = why_cut(reading.end, options_.longest_read);
    cut.records = static_cast<long long>(reading.listed.size());
    if (!goes_on || is_stuck) PDHS_CHECK(world_.store.forget_cut_listing(crm));
    return world_.store.keep_cut_listing(crm, cut, is_stuck ? NumberSet{} : reading.listed);
}

Result<void> Polling::keep_block(Crm crm, const std::optional<Failure>& failure) {
    PDHS_TRY(const auto former, world_.store.block(crm));
    if (!failure) return former ? world_.store.set_block(crm, std::nullopt) : Result<void>{};
    PDHS_TRY(const auto budget, spending_.budget(crm));
    const auto block = block_after(*failure, former, world_.clock.now(), budget.reset);
    return block ? world_.store.set_block(crm, block) : Result<void>{};
}

}  // namespace pdhs
