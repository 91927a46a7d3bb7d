#include "sandbox/test_client.h"
#include "support/catch.h"

using namespace sandbox;

namespace {

Options enforced() {
    Options options;
    options.hubspot.limits.mode = LimitMode::enforced;
    options.pipedrive.limits.mode = LimitMode::enforced;
    return options;
}

// 2026-11-23T07:00:00Z
constexpr std::int64_t some_morning = 1'795'417'200'000;

void stop_clock(Sandbox& crms) {
    crms.clock().freeze();
    crms.clock().set(some_morning);
}

const auto contacts_search = contacts_path + "/search";

}  // namespace

TEST_CASE("HubSpot's burst bites after 100 requests and frees with the window") {
    Sandbox crms(enforced());
    stop_clock(crms);
    auto client = hubspot_client(crms);
    for (int each = 0; each < 100; ++each) REQUIRE(client.get(contacts_path).status == 200);
    const auto refused = client.get(contacts_path);
    CHECK(refused.status == 429);
    CHECK(refused.json()["message"] == "You have reached your ten_secondly_rolling limit.");
    CHECK(refused.json()["policyName"] == "TEN_SECONDLY_ROLLING");
    CHECK(refused.json()["errorType"] == "RATE_LIMIT");
    CHECK_FALSE(refused.json().contains("category"));
    CHECK(refused.header("x-hubspot-ratelimit-remaining") == "0");
    CHECK(refused.header("x-hubspot-ratelimit-daily-remaining") == "249899");
    CHECK(refused.header("retry-after").empty());
    crms.clock().advance(10'000);
    const auto answer = client.get(contacts_path);
    CHECK(answer.status == 200);
    CHECK(answer.header("x-hubspot-ratelimit-max") == "100");
    CHECK(answer.header("x-hubspot-ratelimit-remaining") == "99");
    CHECK(crms.hubspot().counters().highest_in_window == 100);
    CHECK(crms.hubspot().counters().refused_429 == 1);
}

TEST_CASE("HubSpot's searches have a limit of the account, and no burst headers") {
    auto options = enforced();
    options.hubspot.further_tokens = {"pat-na1-second"};
    Sandbox crms(options);
    stop_clock(crms);
    auto client = hubspot_client(crms);
    for (int each = 0; each < 5; ++each) REQUIRE(client.post(contacts_search, Json::object()).status == 200);
    client.set_headers({{"Authorization", "Bearer pat-na1-second"}});
    const auto refused = client.post(contacts_search, Json::object());
    CHECK(refused.status == 429);
    CHECK(refused.json()["message"] == "You have reached your secondly limit.");
    CHECK(refused.json()["category"] == "RATE_LIMITS");
    CHECK_FALSE(refused.json().contains("policyName"));
    CHECK(refused.header("x-hubspot-ratelimit-max").empty());
    CHECK(refused.header("x-hubspot-ratelimit-daily") == "250000");
    crms.clock().advance(1'000);
    CHECK(client.post(contacts_search, Json::object()).status == 200);
}

TEST_CASE("HubSpot's day is the account's, and ends at its midnight") {
    auto options = enforced();
    options.hubspot.limits.utc_offset_minutes = 60;
    Sandbox crms(options);
    stop_clock(crms);
    crms.hubspot().spend_daily(249'999);
    auto client = hubspot_client(crms);
    CHECK(client.get(contacts_path).header("x-hubspot-ratelimit-daily-remaining") == "0");
    const auto refused = client.get(contacts_path);
    CHECK(refused.status == 429);
    CHECK(refused.json()["message"] == "You have reached your daily limit.");
    CHECK(refused.json()["policyName"] == "DAILY");
    crms.clock().advance(16 * 3'600'000 - 1);
    CHECK(client.get(contacts_path).status == 429);
    crms.clock().advance(1);
    CHECK(client.get(contacts_path).status == 200);
}

TEST_CASE("Pipedrive's burst is 20 in two seconds, searches 10, for each token") {
    auto options = enforced();
    options.pipedrive.further_tokens = {"second"};
    Sandbox crms(options);
    stop_clock(crms);
    auto client = pipedrive_client(crms);
    for (int each = 0; each < 20; ++each) REQUIRE(client.get(persons_path + "/1").status == 404);
    const auto refused = client.get(persons_path + "/1");
    CHECK(refused.status == 429);
    CHECK(refused.json()["error"] == "request over limit");
    CHECK(refused.header("x-ratelimit-limit") == "20");
    CHECK(refused.header("x-ratelimit-remaining") == "0");
    CHECK(refused.header("x-ratelimit-reset") == "2");
    CHECK(refused.header("retry-after").empty());
    for (int each = 0; each < 10; ++each) REQUIRE(client.get(persons_path + "/search?term=ab").status == 200);
    CHECK(client.get(persons_path + "/search?term=ab").status == 429);
    client.set_headers({{"x-api-token", "second"}});
    CHECK(client.get(persons_path + "/1").status == 404);
    crms.clock().advance(2'000);
    client.set_headers({{"x-api-token", options.pipedrive.token}});
    CHECK(client.get(persons_path + "/1").status == 404);
}

TEST_CASE("Pipedrive's day is spent by cost") {
    Sandbox crms(enforced());
    stop_clock(crms);
    auto client = pipedrive_client(crms);
    const auto left = [](const Answer& answer) { return answer.header("x-daily-ratelimit-token-remaining"); };
    CHECK(left(client.get(persons_path)) == "29990");
    CHECK(left(client.post(persons_path, Json{{"name", "A"}})) == "29985");
    CHECK(left(client.get(persons_path + "/1")) == "29984");
    CHECK(left(client.get(persons_path + "/search?term=ab")) == "29964");
    CHECK(left(client.get("/v1/users/me")) == "29962");
    CHECK(left(client.remove(persons_path + "/1")) == "29959");
    CHECK(left(client.get(persons_path + "/1000")) == "29959");
    CHECK(crms.pipedrive().counters().tokens == 41);
    crms.pipedrive().spend_daily(29'959);
    const auto refused = client.get(persons_path + "/1");
    CHECK(refused.status == 429);
    CHECK(refused.json()["error"] == "daily request budget exceeded");
    CHECK(refused.json()["errorCode"] == 429);
    CHECK(refused.header("retry-after") == std::to_string(17 * 3'600));
    CHECK(left(refused) == "0");
    crms.clock().advance(17 * 3'600'000);
    CHECK(client.get(persons_path).status == 200);
}

TEST_CASE("limits may be generous or silent") {
    Options options;
    options.pipedrive.limits.burst = 1;
    options.hubspot.limits.mode = LimitMode::silent;
    Sandbox crms(options);
    auto pipedrive = pipedrive_client(crms);
    CHECK(pipedrive.get(persons_path).status == 200);
    const auto second = pipedrive.get(persons_path);
    CHECK(second.status == 200);
    CHECK(std::stoll(second.header("x-ratelimit-remaining")) > 100'000);
    CHECK(hubspot_client(crms).get(contacts_path).header("x-hubspot-ratelimit-max").empty());
}
