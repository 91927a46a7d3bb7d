#include "pdhs/core/forecast.h"

#include "support/catch.h"

using namespace pdhs;
using namespace std::chrono_literals;

namespace {

constexpr Time noon = std::chrono::sys_days{std::chrono::year{2026} / 11 / 24} + 12h;

ForecastFacts facts_of(long long quota) {
    ForecastFacts facts;
    facts.quota = quota;
    const auto share = quota * 80 / 100;
    facts.budget = {share / 2, noon + 12h, share / 2, share};
    return facts;
}

}  // namespace

TEST_CASE("where the quota is large, every pass polls") {
    auto facts = facts_of(250'000);
    facts.records = 1'000;
    const auto day = forecast(Crm::hubspot, facts, noon);
    CHECK(day.polls == 2'880);
    CHECK(day.interval == 30s);
    // 10 pages and the account, once a day.
    CHECK(day.cost == 2'880 + 10 + 1);
    CHECK(day.quota == 250'000);
    CHECK(day.takes == 0s);
}

TEST_CASE("a small quota stretches the polls, and is never overdrawn") {
    auto facts = facts_of(30'000);
    facts.records = 2'000;
    const auto day = forecast(Crm::pipedrive, facts, noon);
    // 24,000 are ours, less a listing of 4 pages, the account, and 50 creates.
    CHECK(day.polls == (24'000 - 42 - 250) / 10);
    CHECK(day.interval > 36s);
    CHECK(day.interval < 37s);
    CHECK(day.cost == 42 + day.polls * 10);
    CHECK(day.cost <= 24'000);
}

TEST_CASE("listings every hour are paid every hour") {
    auto facts = facts_of(250'000);
    facts.records = 1'000;
    facts.list_every = 1h;
    CHECK(forecast(Crm::hubspot, facts, noon).cost == 2'880 + 24 * 11);
}

TEST_CASE("listings come once an hour at most, and never cost more than our share") {
    auto facts = facts_of(30'000);
    facts.records = 20'000;
    facts.list_every = 1min;
    const auto day = forecast(Crm::pipedrive, facts, noon);
    CHECK(day.cost == 24 * 402 + day.polls * 10);
    CHECK(day.cost <= 24'000);
    facts.records = 200'000;
    CHECK(forecast(Crm::pipedrive, facts, noon).cost == 24'000);
}

TEST_CASE("the present pace is that of what is left today") {
    auto facts = facts_of(30'000);
    facts.budget.ours = 3'000;
    const auto day = forecast(Crm::pipedrive, facts, noon);
    CHECK(day.interval_now > 2min);
    CHECK(day.interval < 40s);
}

TEST_CASE("what a day's quota allows takes minutes") {
    auto facts = facts_of(30'000);
    facts.to_create = 600;
    CHECK(forecast(Crm::pipedrive, facts, noon).takes == 60s);
    facts = facts_of(250'000);
    facts.to_create = 600;
    CHECK(forecast(Crm::hubspot, facts, noon).takes == 12s);
}

TEST_CASE("what goes beyond a day's quota takes days") {
    auto facts = facts_of(30'000);
    // Today 12,000 are left, of which 720 are kept for polls; a whole day leaves 24,000 less 1,440.
    const auto today = (12'000 - 720) / 5;
    const auto each_day = (24'000 - 1'440) / 5;
    facts.to_create = today + 1;
    CHECK(forecast(Crm::pipedrive, facts, noon).takes == 12h);
    facts.to_create = today + each_day;
    CHECK(forecast(Crm::pipedrive, facts, noon).takes == 12h);
    facts.to_create = today + each_day + 1;
    CHECK(forecast(Crm::pipedrive, facts, noon).takes == 36h);
}

TEST_CASE("a quota that allows no create never ends the waiting") {
    auto facts = facts_of(5);
    facts.to_create = 1;
    const auto day = forecast(Crm::pipedrive, facts, noon);
    CHECK_FALSE(day.takes);
    CHECK(day.interval_now == 1h);
}
