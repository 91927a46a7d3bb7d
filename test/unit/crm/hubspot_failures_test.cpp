#include "pdhs/crm/hubspot/failures.h"

#include "hubspot_fixture.h"
#include "pdhs/crm/hubspot/limits.h"
#include "support/catch.h"

using namespace pdhs;
using namespace pdhs::hubspot;
using support::answer;

TEST_CASE("a bad token names the setting and the page to open") {
    const auto failure = failure_of(recorded("hs_401_no_credentials.json"));
    CHECK(failure.kind == FailureKind::unauthorized);
    CHECK(failure.code == "INVALID_AUTHENTICATION");
    CHECK(failure.surely_without_effect);
    CHECK_THAT(failure.message, contains("HUBSPOT_API_Key"));
    CHECK_THAT(failure.message, contains("Development > Keys > Service keys"));
    CHECK_THAT(failure.message, contains("Authentication credentials not found"));
    CHECK(failure_of(wire_sample("401_expired_oauth")).kind == FailureKind::unauthorized);
}

TEST_CASE("a missing scope is named") {
    const auto failure = failure_of(wire_sample("403_missing_scopes"));
    CHECK(failure.kind == FailureKind::scope);
    CHECK(failure.code == "MISSING_SCOPES");
    CHECK_THAT(failure.message, contains("lacks the scope crm.objects.contacts.read ("));
    CHECK_THAT(failure.message, contains("Service keys"));
}

TEST_CASE("a 403 about the account, and one of HubSpot's edge") {
    const auto banned =
        failure_of(answer(403, R"({"category":"BANNED","message":"not allowed to access this portal"})"));
    CHECK(banned.kind == FailureKind::unauthorized);
    CHECK(banned.code == "BANNED");
    const auto edge = failure_of(answer(403, "<html>Attention Required! | Cloudflare</html>"));
    CHECK(edge.kind == FailureKind::blocked);
    CHECK(edge.surely_without_effect);
}

TEST_CASE("an unpaid account and a moved one say what to do") {
    const auto unpaid = failure_of(answer(402, "{}"));
    CHECK(unpaid.kind == FailureKind::payment);
    CHECK_THAT(unpaid.message, contains("HUBSPOT_API_Key"));
    const auto moved = failure_of(wire_sample("488_wrong_hublet"));
    CHECK(moved.kind == FailureKind::wrong_region);
    CHECK_THAT(moved.message, contains("the region eu1"));
    CHECK_THAT(moved.message, contains("new key"));
}

TEST_CASE("a migration tells how long it takes") {
    const auto failure = failure_of(answer(477, "", {{"retry-after", "3600"}}));
    CHECK(failure.kind == FailureKind::migrating);
    CHECK(failure.retry_after == Millis(3'600'000));
}

TEST_CASE("the three limits are told apart, and imply a pause") {
    const auto daily = failure_of(recorded("hs_429_daily.json"));
    CHECK(daily.kind == FailureKind::daily_quota);
    CHECK_FALSE(daily.retry_after);
    const auto rolling = failure_of(recorded("hs_429_ten_secondly.json"));
    CHECK(rolling.kind == FailureKind::rate_limited);
    CHECK(rolling.retry_after == Millis(10'000));
    const auto secondly = failure_of(recorded("hs_429_search_secondly.json"));
    CHECK(secondly.kind == FailureKind::rate_limited);
    CHECK(secondly.retry_after == Millis(1'000));
    CHECK(failure_of(wire_sample("429_search")).retry_after == Millis(1'000));
    CHECK(failure_of(wire_sample("429_burst")).retry_after == Millis(10'000));
    CHECK(failure_of(answer(429, "slow down")).kind == FailureKind::rate_limited);
}

TEST_CASE("what the headers of a 429 say goes before what its kind implies") {
    auto response = recorded("hs_429_ten_secondly.json");
    response.headers["x-hubspot-ratelimit-interval-milliseconds"] = "4000";
    CHECK(failure_of(response).retry_after == Millis(4'000));
    response.headers["retry-after"] = "7";
    CHECK(failure_of(response).retry_after == Millis(7'000));
    response.headers["retry-after"] = "soon";
    CHECK(failure_of(response).retry_after == Millis(4'000));
}

TEST_CASE("a lock lasts 2 s") {
    const auto failure = failure_of(answer(423, ""));
    CHECK(failure.kind == FailureKind::locked);
    CHECK(failure.retry_after == Millis(2'000));
    CHECK(failure.surely_without_effect);
}

TEST_CASE("failures of the server may have had an effect") {
    const auto status = GENERATE(408, 500, 502, 503, 504, 521, 522, 523, 524, 525, 526);
    CAPTURE(status);
    const auto failure = failure_of(answer(status, "<html>sorry</html>"));
    CHECK(failure.kind == FailureKind::server_error);
    CHECK_FALSE(failure.surely_without_effect);
}

TEST_CASE("a redirect is no answer, and proves nothing") {
    const auto failure = failure_of(answer(302, "", {{"location", "https://elsewhere/"}}));
    CHECK(failure.kind == FailureKind::damaged);
    CHECK_FALSE(failure.surely_without_effect);
}

TEST_CASE("an address that HubSpot does not know hints at the API version") {
    const auto failure = failure_of(wire_sample("404_numeric_id"));
    CHECK(failure.kind == FailureKind::not_found);
    CHECK_THAT(failure.message, contains("PDHS_HUBSPOT_API"));
}

TEST_CASE("a contact that exists") {
    CHECK(failure_of(recorded("hs_create_409_v3.json")).kind == FailureKind::exists);
    CHECK(failure_of(recorded("hs_batch_create_409.json")).kind == FailureKind::exists);
    CHECK(failure_of(wire_sample("409_variant_2024")).kind == FailureKind::exists);
    CHECK(failure_of(answer(400, R"({"errors":[{"code":"CONFLICTING_UNIQUE_VALUE"}]})")).kind == FailureKind::exists);
}

TEST_CASE("a refused contact has HubSpot's code and sentence, in any language") {
    const auto old = failure_of(recorded("hs_create_400_invalid_email_v3.json"));
    CHECK(old.kind == FailureKind::refused);
    CHECK(old.code == "INVALID_EMAIL");
    CHECK(old.message == "HubSpot refused this (HTTP 400: Email address example.lcom is invalid)");
    const auto localised = failure_of(wire_sample("400_invalid_email_localised"));
    CHECK(localised.code == "INVALID_EMAIL");
    CHECK_THAT(localised.message, contains("Endereço de e-mail"));
    CHECK(failure_of(wire_sample("400_unknown_property")).code == "PROPERTY_DOESNT_EXIST");
    CHECK(failure_of(wire_sample("400_malformed_json")).kind == FailureKind::refused);
}

TEST_CASE("a quotation is short, whole and cannot draw on the screen") {
    const auto sentence = "a\\u001b[2J" + std::string(290, 'x') + "éé and much more";
    const auto failure = failure_of(answer(400, "{\"message\":\"" + sentence + "\"}"));
    CHECK(failure.message.find('\x1b') == std::string::npos);
    CHECK_THAT(failure.message, contains("xé…"));
    CHECK(failure.message.size() < 360);
}

TEST_CASE("requests without an answer") {
    using Fault = TransportError::Kind;
    const auto classified = [](Fault fault) {
        const auto failure = failure_of(support::no_answer(fault));
        return std::pair(failure.kind, failure.surely_without_effect);
    };
    CHECK(classified(Fault::not_sent) == std::pair(FailureKind::unreachable, true));
    CHECK(classified(Fault::tls) == std::pair(FailureKind::tls, true));
    CHECK(classified(Fault::lost) == std::pair(FailureKind::unreachable, false));
    CHECK(classified(Fault::too_large) == std::pair(FailureKind::damaged, false));
    CHECK(classified(Fault::interrupted) == std::pair(FailureKind::interrupted, false));
    CHECK(classified(Fault::cancelled) == std::pair(FailureKind::interrupted, true));
}

TEST_CASE("the headers of the limits are read, less a little room") {
    const auto response = recorded("hs_list_contacts_200_v3.json");
    const auto news = burst_news(response);
    CHECK(news.limit == 105);
    CHECK(news.remaining == 106);
    CHECK(news.window == Millis(10'000));
    CHECK_FALSE(quota_of(response));
    CHECK(quota_of(wire_sample("201_batch_create_2022")) == Quota{250'000, 248'569});
}

TEST_CASE("damaged or absent headers of the limits are no news") {
    const auto response = answer(200, "", {{"x-hubspot-ratelimit-max", "many"}, {"x-hubspot-ratelimit-daily", "5"}});
    CHECK_FALSE(burst_news(response).limit);
    CHECK_FALSE(burst_news(response).remaining);
    CHECK_FALSE(quota_of(response));
}
