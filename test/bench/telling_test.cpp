#include "bench/telling.h"

#include "support/catch.h"

using namespace bench;
using scenarios::Side;

namespace {

constexpr std::int64_t one_hour_ms = 3'600'000;

DayResult good_day() {
    DayResult result;
    result.end_ms = 24 * one_hour_ms;
    result.passes = {{"0", 2'880}};
    result.sides[Side::hubspot].requests = {{"search", 2'880}};
    result.tokens_by_day = {{0, 23'000}, {1, 24'000}};
    result.days = {{20'000'000, 21'000'000, 33'000'000, 2'000}};
    result.newcomers = {{Way::to_pipedrive, 1, 0, 30'000}, {Way::to_hubspot, 1, 23 * one_hour_ms + 1, std::nullopt}};
    return result;
}

}  // namespace

TEST_CASE("a good day has no fault, and is told in tables") {
    CHECK(faults_of(good_day()).empty());
    const auto text = shown(good_day());
    CHECK_THAT(text, contains("2,880 with exit 0"));
    CHECK_THAT(text, contains("2,880 search"));
    CHECK_THAT(text, contains("24,000 of 30,000 on the day with most: 80.0 %"));
    CHECK_THAT(text, contains("day 1                     2,000        20.0 MB        21.0 MB        33.0 MB\n"));
    CHECK_THAT(text, contains("lite, 1 seat: 30,000 tokens a day"));
}

TEST_CASE("each fault of a day is found") {
    const auto with = [](auto change) {
        auto result = good_day();
        change(result);
        return faults_of(result).size();
    };
    CHECK(with([](DayResult& result) { result.duplicates = 1; }) == 1);
    CHECK(with([](DayResult& result) { result.sides[Side::pipedrive].refused_429 = 1; }) == 1);
    CHECK(with([](DayResult& result) { result.tokens_by_day[1] = 24'001; }) == 1);
    CHECK(with([](DayResult& result) { result.newcomers[1].appears_ms = 23 * one_hour_ms - 1; }) == 1);
    CHECK(with([](DayResult& result) { result.passes["signal 11"] = 1; }) == 1);
    CHECK(with([](DayResult& result) { result.days.clear(); }) == 1);
    CHECK(with([](DayResult& result) { result.days[0].peak_bytes = 0; }) == 1);
    CHECK(with([](DayResult& result) { result.days[0].state_bytes = 20'000'001; }) == 1);
    CHECK(with([](DayResult& result) { result.days[0].log_bytes = 21'000'001; }) == 1);
    CHECK(with([](DayResult& result) { result.days[0].peak_bytes = 3'000'000'001; }) == 1);
}
