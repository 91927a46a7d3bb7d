#include "pdhs/core/forecast.h"

#include <algorithm>

namespace pdhs {

namespace {

/// What the short limits let through, once a day's quota is no matter. HubSpot takes 100 in a request, which is taken
/// to last 2 s; Pipedrive takes 20 requests within 2 s on its smallest plan (API page, "Rate limits").
long long creates_a_second(Crm crm) {
    return crm == Crm::hubspot ? 50 : 10;
}

/// The question about the account goes before each listing.
long long listing_cost(Crm crm, long long records) {
    const auto costs = costs_of(crm);
    return pages_for(records, costs) * costs.page + costs.account;
}

Budget budget_of_a_day(const ForecastFacts& facts, Time now) {
    return {facts.budget.share, now + one_day, facts.budget.share, facts.budget.share};
}

std::optional<Millis> time_to_create(Crm crm, const ForecastFacts& facts, Time now) {
    const auto costs = costs_of(crm);
    const auto today = affordable_creates(facts.budget, costs, now);
    if (facts.to_create <= today)
        return std::chrono::ceil<std::chrono::seconds>(Millis{facts.to_create * 1'000 / creates_a_second(crm)});
    const auto each_day = affordable_creates(budget_of_a_day(facts, now), costs, now);
    if (each_day == 0) return std::nullopt;
    const auto days = (facts.to_create - today + each_day - 1) / each_day;
    return Millis{facts.budget.reset - now} + (days - 1) * one_day;
}

}  // namespace

Forecast forecast(Crm crm, const ForecastFacts& facts, Time now) {
    const auto costs = costs_of(crm);
    const auto listings = std::min(
        facts.budget.share, listing_cost(crm, facts.records) * (one_day / std::max(listings_apart, facts.list_every)));
    auto left = budget_of_a_day(facts, now);
    left.ours = std::max<long long>(0, left.ours - listings);
    Forecast result;
    result.polls = std::min<long long>(passes_a_day, one_day / std::max(Millis{1}, poll_interval(left, costs, now)));
    result.interval = one_day / std::max<long long>(1, result.polls);
    result.interval_now = poll_interval(facts.budget, costs, now);
    result.cost = std::min(facts.budget.share, listings + result.polls * costs.page);
    result.quota = facts.quota;
    result.to_create = facts.to_create;
    result.takes = time_to_create(crm, facts, now);
    return result;
}

}  // namespace pdhs
