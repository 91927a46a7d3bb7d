#include "pdhs/core/read_order.h"

#include "support/catch.h"

namespace pdhs {
namespace {

using namespace std::chrono_literals;

const Time midnight = std::chrono::sys_days{std::chrono::year{2026} / 11 / 24};
const Time now = midnight + 10h;

/// Read half a minute ago, listed an hour ago, with ample quota.
ReadFacts settled(Crm crm) {
    ReadFacts facts;
    facts.crm = crm;
    facts.history.watermark = now - 30s;
    facts.history.polled_at = now - 30s;
    facts.history.deep_at = now - 1min;
    facts.history.listed_at = now - 1h;
    facts.history.listed_records = 20'000;
    facts.known = 20'000;
    facts.budget = {200'000, midnight + 24h, 200'000, 200'000};
    facts.both_were_read_once = true;
    return facts;
}

CutListing cut_at(Time next_try) {
    CutListing cut;
    cut.place = "501";
    cut.at = now - 10min;
    cut.next_try = next_try;
    cut.why = "it failed";
    return cut;
}

TEST_CASE("a platform that was never read is listed") {
    ReadFacts facts;
    facts.budget = {1'000, midnight + 24h, 1'000, 1'000};
    const auto order = order_read(facts, {}, now);
    CHECK(order.mode == ReadMode::full);
    CHECK(order.most_pages == 1'000);
    facts.budget.ours = 0;
    CHECK(order_read(facts, {}, now).not_now == NotNow::quota);
}

TEST_CASE("later its changes are read, with a look-back") {
    const auto on_pipedrive = order_read(settled(Crm::pipedrive), {}, now);
    CHECK(on_pipedrive.mode == ReadMode::changes);
    CHECK(on_pipedrive.since == now - 30s - 1min);
    const auto on_hubspot = order_read(settled(Crm::hubspot), {}, now);
    CHECK(on_hubspot.since == now - 30s - 2min);
    CHECK_FALSE(on_hubspot.deep);
}

TEST_CASE("every ten minutes HubSpot's look-back is an hour") {
    auto facts = settled(Crm::hubspot);
    facts.history.deep_at = now - 10min;
    const auto order = order_read(facts, {}, now);
    CHECK(order.deep);
    CHECK(order.since == now - 30s - 60min);
}

TEST_CASE("an open intent is reached back to") {
    auto facts = settled(Crm::pipedrive);
    facts.oldest_intent = now - 20min;
    CHECK(order_read(facts, {}, now).since == now - 22min);
    facts.oldest_intent = now + 1min;
    CHECK(order_read(facts, {}, now).since == now - 30s - 1min);
}

TEST_CASE("a listing comes once a day, if the budget covers it, and not twice in an hour") {
    auto facts = settled(Crm::pipedrive);
    facts.history.listed_at = now - 24h;
    const auto order = order_read(facts, {}, now);
    CHECK(order.mode == ReadMode::full);
    CHECK(order.is_due);
    CHECK_FALSE(order.resumes);
    facts.history.listing_at = now - 59min;
    CHECK(order_read(facts, {}, now).mode == ReadMode::changes);
    facts.history.listing_at = now - 1h;
    facts.budget.ours = 1'000;
    CHECK(order_read(facts, {Listing::when_due, Turn::out_of_turn}, now).mode == ReadMode::changes);
}

TEST_CASE("too many changes ask for a listing, and a clock that was ahead does not put it off") {
    auto facts = settled(Crm::hubspot);
    facts.history.needs_listing = true;
    facts.history.listing_at = now - 9min;
    CHECK(order_read(facts, {}, now).mode == ReadMode::changes);
    facts.history.listing_at = now - 10min;
    CHECK(order_read(facts, {}, now).mode == ReadMode::full);
    facts.history.listing_at = now - 2h;
    facts.history.needs_listing = false;
    facts.history.listed_at = now + 5h;
    CHECK(order_read(facts, {}, now).mode == ReadMode::full);
}

TEST_CASE("by hand a listing comes at once") {
    const auto order = order_read(settled(Crm::hubspot), {Listing::now}, now);
    CHECK(order.mode == ReadMode::full);
    CHECK_FALSE(order.is_due);
}

TEST_CASE("a listing that was cut off goes on where it was after its pause, and changes are read meanwhile") {
    auto facts = settled(Crm::pipedrive);
    facts.cut = cut_at(now + 1min);
    CHECK(order_read(facts, {}, now).mode == ReadMode::changes);
    facts.cut = cut_at(now);
    CHECK(order_read(facts, {}, now).resumes);
    facts.cut = cut_at(now + 2h);  // by a clock that was wrong
    CHECK(order_read(facts, {}, now).resumes);
}

TEST_CASE("without a watermark nothing stands in for a listing that was cut off") {
    auto facts = settled(Crm::pipedrive);
    facts.history = {};
    facts.both_were_read_once = false;
    facts.cut = cut_at(now + 1min);
    const auto waiting = order_read(facts, {}, now);
    CHECK(waiting.not_now == NotNow::cut);
    CHECK(waiting.goes_on_at == now + 1min);
    facts.cut->by_budget = true;
    CHECK(order_read(facts, {}, now).resumes);
    facts.budget.ours = 9;
    CHECK(order_read(facts, {}, now).not_now == NotNow::quota);
}

TEST_CASE("who is not polled in this pass is paced, unless somebody waits to be created there") {
    auto facts = settled(Crm::pipedrive);
    facts.budget = {6'000, midnight + 24h, 6'000, 24'000};
    const auto order = order_read(facts, {}, now);
    CHECK(order.mode == ReadMode::none);
    CHECK(order.not_now == NotNow::paced);
    REQUIRE(order.goes_on_at);
    CHECK(*order.goes_on_at > now);
    CHECK(order_read(facts, {Listing::when_due, Turn::out_of_turn}, now).mode == ReadMode::changes);
    facts.budget = {0, midnight + 24h, 0, 24'000};
    facts.history.polled_at = now - 2h;
    CHECK(order_read(facts, {Listing::when_due, Turn::out_of_turn}, now).not_now == NotNow::quota);
}

TEST_CASE("a blocked platform is left alone, by hand too") {
    auto facts = settled(Crm::hubspot);
    facts.block = Block{FailureKind::blocked, "no", now - 5min, now + 10min, 1, now - 5min};
    const auto order = order_read(facts, {Listing::now}, now);
    CHECK(order.not_now == NotNow::blocked);
    CHECK(order.goes_on_at == now + 10min);
    facts.block->probed = now - 1h;
    CHECK(order_read(facts, {}, now).mode == ReadMode::changes);
}

TEST_CASE("a listing that was cut off is resumed after 1, 2, 4 … 60 min") {
    CHECK(resuming_pause(1, true) == 1min);
    CHECK(resuming_pause(2, true) == 2min);
    CHECK(resuming_pause(3, true) == 4min);
    CHECK(resuming_pause(7, true) == 60min);
    CHECK(resuming_pause(99, true) == 60min);
    CHECK(resuming_pause(1, false) == 0min);
    CHECK(resuming_pause(2, false) == 1min);
}

TEST_CASE("the watermark follows the platform's clock, as far as that can be believed") {
    const Time before = now - 1h;
    CHECK(next_watermark(before, now, {}, now) == now);
    CHECK(next_watermark(before, now + 2min, {}, now) == now + 2min);
    CHECK(next_watermark(before, now + 3min, now - 5min, now) == now - 5min);
    CHECK(next_watermark(before, {}, now - 5min, now) == now - 5min);
    CHECK(next_watermark(before, {}, {}, now) == before);
    CHECK(next_watermark(before, now + 3h, now + 3h, now) == now);
    CHECK(next_watermark(before, {}, now + 5min, now) == now);
    CHECK(next_watermark(now + 3h, now + 4h, now + 4h, now) == now + 3h);
    CHECK(next_watermark(now, now - 5h, {}, now) == now);
    CHECK(next_watermark({}, {}, {}, now) == std::nullopt);
}

}  // namespace
}  // namespace pdhs
