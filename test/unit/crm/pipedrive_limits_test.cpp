#include "pdhs/crm/pipedrive/limits.h"

#include "pipedrive_fixture.h"

using namespace pdhs;
using namespace pdhs::pipedrive;

namespace {

using Headers = std::map<std::string, std::string>;

LimitHit hit(const Headers& headers, const std::string& sentence = "") {
    return limit_hit(support::answer(429, "", headers), sentence);
}

Millis pause_for(const Headers& headers) {
    return burst_pause(support::answer(429, "", headers));
}

BurstNews news(const Headers& headers) {
    return burst_news(support::answer(200, "", headers));
}

}  // namespace

TEST_CASE("each sign of the daily limit is enough") {
    CHECK(hit({{"x-daily-ratelimit-token-remaining", "0"}, {"retry-after", "3"}}) == LimitHit::daily);
    CHECK(hit({{"x-ratelimit-remaining", "0"}}, "Daily request budget exceeded") == LimitHit::daily);
    CHECK(hit({{"retry-after", "3939"}}) == LimitHit::daily);
    CHECK(hit({{"x-ratelimit-remaining", "5"}, {"retry-after", "1"}}) == LimitHit::daily);
}

TEST_CASE("a burst says so in some way") {
    CHECK(hit({{"x-ratelimit-remaining", "0"}, {"x-ratelimit-reset", "2"}}, "request over limit") == LimitHit::burst);
    CHECK(hit({{"retry-after", "1"}}) == LimitHit::burst);
    CHECK(hit({{"x-ratelimit-reset", "1"}}) == LimitHit::burst);
    CHECK(hit({}, "request over limit") == LimitHit::burst);
}

TEST_CASE("a 429 that says nothing is taken for the daily limit") {
    CHECK(hit({}) == LimitHit::daily);
    CHECK(hit({{"x-ratelimit-reset", "86000"}, {"retry-after", "soon"}}) == LimitHit::daily);
}

TEST_CASE("a burst's pause is what was announced, else the window") {
    CHECK(pause_for({{"retry-after", "1"}, {"x-ratelimit-reset", "2"}}) == Millis(1000));
    CHECK(pause_for({{"retry-after", "0"}, {"x-ratelimit-reset", "1"}}) == Millis(1000));
    CHECK(pause_for({{"x-ratelimit-reset", "0"}}) == Millis(2000));
    CHECK(pause_for({}) == Millis(2000));
}

TEST_CASE("announced limits are read, nonsense is not") {
    const auto told = news({{"x-ratelimit-limit", "40"}, {"x-ratelimit-remaining", "3"}, {"x-ratelimit-reset", "2"}});
    CHECK(told.limit == 40);
    CHECK(told.remaining == 3);
    CHECK(told.reset == Millis(2000));
    CHECK(told.window == std::nullopt);
    CHECK(news({{"x-ratelimit-limit", "many"}}).limit == std::nullopt);
    CHECK(news({{"x-ratelimit-remaining", "-1"}}).remaining == std::nullopt);
    CHECK(news({{"x-ratelimit-reset", "1790000000"}}).reset == std::nullopt);
}

TEST_CASE("the quota needs both headers") {
    const auto both = support::answer(
        200, "", {{"x-daily-ratelimit-token-limit", "1170000"}, {"x-daily-ratelimit-token-remaining", "1068620"}});
    CHECK(announced_quota(both) == Quota{1'170'000, 1'068'620});
    CHECK(announced_quota(support::answer(200, "", {{"x-daily-ratelimit-token-limit", "1"}})) == std::nullopt);
    const auto absurd = support::answer(200, "",
                                        {{"x-daily-ratelimit-token-limit", "9223372036854775807"},
                                         {"x-daily-ratelimit-token-remaining", "9223372036854775807"}});
    CHECK(announced_quota(absurd) == Quota{10'000'000'000, 10'000'000'000});
}
