#include "pdhs/core/pacing.h"

#include "support/catch.h"

namespace pdhs {
namespace {

using namespace std::chrono_literals;

const Time midnight = std::chrono::sys_days{std::chrono::year{2026} / 11 / 24};
const Costs hubspot = costs_of(Crm::hubspot);
const Costs pipedrive = costs_of(Crm::pipedrive);

QuotaFacts told(long long remaining, Time at, long long limit = 30'000) {
    QuotaFacts facts;
    facts.limit_until_told = 30'000;
    facts.announced = AnnouncedQuota{{limit, remaining}, at};
    return facts;
}

TEST_CASE("ours is what remains, less the part that is left to others") {
    const auto now = midnight + 12h;
    CHECK(budget_of(told(30'000, now), 80, now).ours == 24'000);
    CHECK(budget_of(told(10'000, now), 80, now).ours == 4'000);
    CHECK(budget_of(told(5'000, now), 80, now).ours == 0);
    CHECK(budget_of(told(5'000, now), 100, now).ours == 5'000);
    CHECK(budget_of(told(10'000, now), 80, now).reset == midnight + 24h);
    auto facts = told(10'000, now);
    facts.spent_since_announced = 500;
    CHECK(budget_of(facts, 80, now).ours == 3'500);
}

TEST_CASE("without an announcement ours is our share, less what was spent in a day") {
    QuotaFacts facts;
    facts.limit_until_told = 30'000;
    facts.spent_in_a_day = 1'000;
    CHECK(budget_of(facts, 80, midnight + 1h).ours == 23'000);
    facts.spent_in_a_day = 40'000;
    CHECK(budget_of(facts, 80, midnight + 1h).ours == 0);
}

TEST_CASE("what was announced before the reset is of yesterday, and from the future of a wrong clock") {
    auto facts = told(100, midnight - 1h);
    facts.spent_since_reset = 50;
    CHECK(budget_of(facts, 80, midnight - 1min).ours == 0);
    CHECK(budget_of(facts, 80, midnight + 1min).ours == 23'950);
    facts.reset_of_day = 5h;
    CHECK(budget_of(facts, 80, midnight + 1min).ours == 0);
    CHECK(budget_of(facts, 80, midnight + 6h).ours == 23'950);
    CHECK(budget_of(told(100, midnight + 10h), 80, midnight + 6h).ours == 24'000);
}

TEST_CASE("the reset is midnight UTC until another time was learned") {
    CHECK(next_reset({}, midnight) == midnight + 24h);
    CHECK(next_reset({}, midnight + 23h) == midnight + 24h);
    CHECK(next_reset(Millis{5h}, midnight + 4h) == midnight + 5h);
    CHECK(next_reset(Millis{5h}, midnight + 5h) == midnight + 29h);
    CHECK(last_reset(Millis{5h}, midnight + 4h) == midnight - 19h);
}

TEST_CASE("a remaining quota that rises tells when the day begins") {
    const AnnouncedQuota before{{30'000, 200}, midnight + 4h + 55min};
    CHECK(reset_seen_between(before, {{30'000, 30'000}, midnight + 5h + 4min}) == Millis{5h});
    CHECK(reset_seen_between(before, {{30'000, 30'000}, midnight + 4h + 58min}) == Millis{4h + 58min});
    CHECK_FALSE(reset_seen_between(before, {{30'000, 190}, midnight + 5h}));
    CHECK_FALSE(reset_seen_between(before, {{60'000, 30'200}, midnight + 5h}));
    CHECK_FALSE(reset_seen_between(before, {{30'000, 30'000}, midnight + 9h}));
}

TEST_CASE("polls are as dense as the budget allows until the reset") {
    const auto now = midnight;
    const Budget lite{24'000, midnight + 24h, 24'000, 24'000};
    const auto interval = poll_interval(lite, pipedrive, now);
    CHECK(interval > 36s);
    CHECK(interval < 37s);
    CHECK(poll_interval({190'000, midnight + 24h, 190'000, 200'000}, hubspot, now) < 1s);
    CHECK(poll_interval({100, midnight + 24h, 100, 24'000}, pipedrive, now) == longest_interval);
    CHECK(poll_interval({2'000, midnight + 24h, 2'000, 24'000}, pipedrive, midnight + 23h) < 30s);
}

TEST_CASE("whose turn it is") {
    const auto now = midnight + 1h;
    CHECK(is_turn({}, 1h, now));
    CHECK(is_turn(now - 30s, 31s, now));
    CHECK_FALSE(is_turn(now - 30s, 37s, now));
    CHECK(is_turn(now + 1h, 37s, now));
    CHECK(is_turn(now - 1s, 30s, now));
    CHECK_FALSE(is_turn(now - 1s, 31s, now));
}

TEST_CASE("a poll is risked where only others have spent our part") {
    CHECK(can_poll({10, midnight, 0}, pipedrive));
    CHECK_FALSE(can_poll({9, midnight, 9}, pipedrive));
    CHECK(can_poll({0, midnight, 10'000}, pipedrive));
}

TEST_CASE("creates leave enough for a poll every ten minutes") {
    const Budget budget{24'000, midnight + 24h, 24'000, 24'000};
    CHECK(affordable_creates(budget, pipedrive, midnight) == (24'000 - 1'440) / 5);
    CHECK(affordable_creates(budget, pipedrive, midnight + 24h - 10min) == (24'000 - 10) / 5);
    CHECK(affordable_creates({1'440, midnight + 24h, 0, 24'000}, pipedrive, midnight) == 0);
    CHECK(affordable_look_ups({1'540, midnight + 24h, 0, 24'000}, pipedrive, midnight) == 100);
}

TEST_CASE("a quota too small for all of that goes on all the same") {
    const Budget tiny{48, midnight + 24h, 48, 48};
    CHECK(affordable_look_ups(tiny, pipedrive, midnight) == 24);
    CHECK(affordable_creates(tiny, pipedrive, midnight) == 4);
    CHECK(affordable_creates({24, midnight + 24h, 48, 48}, pipedrive, midnight) == 0);
    CHECK(poll_interval(tiny, pipedrive, midnight) == longest_interval);
}

TEST_CASE("a listing leaves something for polls and creates, or nothing where nothing else can be done") {
    const Budget budget{2'000, midnight + 24h, 2'000, 24'000};
    CHECK(affordable_pages(budget, pipedrive, ListingLeaves::nothing, midnight) == 200);
    CHECK(affordable_pages(budget, pipedrive, ListingLeaves::reserves, midnight) == (2'000 - 1'440 - 250) / 10);
    CHECK(pages_for(0, pipedrive) == 1);
    CHECK(pages_for(501, pipedrive) == 2);
    CHECK(pages_for(20'000, hubspot) == 200);
}

TEST_CASE("an announced quota ends a listing before others' part is touched") {
    CHECK(leaves_a_page({30'000, 6'010}, 80, pipedrive));
    CHECK_FALSE(leaves_a_page({30'000, 6'009}, 80, pipedrive));
}

}  // namespace
}  // namespace pdhs
