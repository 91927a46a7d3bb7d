#include "hubspot_fixture.h"
#include "support/catch.h"

using namespace pdhs;
using support::answer;
using support::no_answer;

namespace {

/// The example of the API's description.
constexpr const char* details =
    R"({"additionalCurrencies":["NZD"],"companyCurrency":"USD","createdAt":1648840584303,"dataHostingLocation":"eu1",)"
    R"("portalId":12345678,"portalName":"Acme Inc","timeZone":"US/Eastern","utcOffsetMilliseconds":-14400000})";

bool says_nothing(const AccountEnd& end) {
    return end.id.empty() && end.view == View::untold && !end.failure;
}

}  // namespace

TEST_CASE_METHOD(HubspotFixture, "the portal is named, and shown as a whole") {
    server.then(
        answer(200, details, {{"x-hubspot-ratelimit-daily", "250000"}, {"x-hubspot-ratelimit-daily-remaining", "9"}}));
    const auto end = client->who_am_i();
    CHECK(end.id == "12345678");
    CHECK(end.about == "Acme Inc, eu1");
    CHECK(end.view == View::whole);
    CHECK_FALSE(end.failure);
    CHECK(end.usage == Usage{.requests = 1, .tokens = 0, .quota = Quota{250'000, 9}});
    CHECK(server.requests[0].method == HttpMethod::get);
    CHECK(target(0) == "/account-info/v3/details");
}

TEST_CASE_METHOD(HubspotFixture, "the portal's id may be text") {
    server.then(answer(200, R"({"portalId":"12345678"})"));
    CHECK(client->who_am_i().id == "12345678");
}

TEST_CASE_METHOD(HubspotFixture, "a key that may not ask about the account is no failure") {
    const auto status = GENERATE(400, 403, 404, 405, 409, 410, 414, 415, 422);
    CAPTURE(status);
    server.then(answer(status, R"({"status":"error","message":"resource not found"})"));
    const auto end = client->who_am_i();
    CHECK(says_nothing(end));
    CHECK_FALSE(end.why_untold.empty());
    CHECK(end.usage.requests == 1);
}

TEST_CASE_METHOD(HubspotFixture, "a missing scope for the account is no failure") {
    server.then(wire_sample("403_missing_scopes"));
    CHECK(says_nothing(client->who_am_i()));
}

TEST_CASE_METHOD(HubspotFixture, "a lock that stays is no failure of others") {
    server.otherwise = [](const HttpRequest&) { return answer(423, "{}"); };
    CHECK(says_nothing(client->who_am_i()));
}

TEST_CASE_METHOD(HubspotFixture, "an answer about the account that cannot be understood says nothing") {
    const auto body =
        GENERATE("", "<html>", "[]", "{}", R"({"portalId":null})", R"({"portalId":"acme"})", R"({"portalId":{}})");
    CAPTURE(body);
    server.then(answer(200, body));
    CHECK(says_nothing(client->who_am_i()));
    CHECK(server.requests.size() == 1);
}

TEST_CASE_METHOD(HubspotFixture, "what other requests would meet as well is a failure") {
    const auto [response, kind] = GENERATE(table<HttpResponse, FailureKind>({
        {recorded("hs_401_no_credentials.json"), FailureKind::unauthorized},
        {answer(402, "{}"), FailureKind::payment},
        {answer(403, "<html>Attention Required!</html>"), FailureKind::blocked},
        {recorded("hs_429_daily.json"), FailureKind::daily_quota},
        {answer(477, "", {{"retry-after", "3600"}}), FailureKind::migrating},
        {wire_sample("488_wrong_hublet"), FailureKind::wrong_region},
    }));
    server.then(response);
    const auto end = client->who_am_i();
    REQUIRE(end.failure);
    CHECK(end.failure->kind == kind);
    CHECK(end.id.empty());
    CHECK(end.view == View::untold);
    CHECK(server.requests.size() == 1);
}

TEST_CASE_METHOD(HubspotFixture, "the question about the account is retried like any read") {
    server.then(answer(503, ""));
    server.then(no_answer(TransportError::Kind::lost));
    server.then(recorded("hs_429_ten_secondly.json"));
    server.then(answer(200, details));
    const auto end = client->who_am_i();
    CHECK(end.id == "12345678");
    CHECK(end.usage.requests == 4);
}

TEST_CASE_METHOD(HubspotFixture, "a platform that stays away is a failure") {
    server.otherwise = [](const HttpRequest&) { return no_answer(TransportError::Kind::lost); };
    const auto end = client->who_am_i();
    REQUIRE(end.failure);
    CHECK(end.failure->kind == FailureKind::unreachable);
    CHECK(end.usage.requests == 4);
}

TEST_CASE_METHOD(HubspotFixture, "an interrupt ends the question about the account") {
    server.then([this](const HttpRequest&) {
        interrupted = true;
        return answer(404, "{}");
    });
    CHECK(says_nothing(client->who_am_i()));
    const auto end = client->who_am_i();
    REQUIRE(end.failure);
    CHECK(end.failure->kind == FailureKind::interrupted);
    CHECK(server.requests.size() == 1);
}

TEST_CASE_METHOD(HubspotFixture, "whether a token may create is asked with nothing to create") {
    server.then(answer(400, R"({"status":"error","message":"At least one input is required"})"));
    const auto end = client->may_create();
    CHECK(end.permission == Permission::granted);
    CHECK_FALSE(end.failure);
    CHECK(end.usage.requests == 1);
    CHECK(server.requests[0].method == HttpMethod::post);
    CHECK(server.requests[0].body == R"({"inputs":[]})");
    CHECK_THAT(target(0), contains("/contacts/batch/create"));
}

TEST_CASE_METHOD(HubspotFixture, "what an answer to an empty create tells") {
    const auto [response, permission] = GENERATE(table<HttpResponse, Permission>({
        {answer(201, R"({"status":"COMPLETE","results":[]})"), Permission::granted},
        {answer(200, "{}"), Permission::granted},
        {answer(422, "{}"), Permission::granted},
        {wire_sample("403_missing_scopes"), Permission::denied},
        {answer(403, R"({"status":"error","category":"BANNED"})"), Permission::denied},
        {answer(403, "<html>Attention Required!</html>"), Permission::untold},
        {answer(404, "{}"), Permission::untold},
        {recorded("hs_429_daily.json"), Permission::untold},
    }));
    CAPTURE(response.status, response.body);
    server.then(response);
    const auto end = client->may_create();
    CHECK(end.permission == permission);
    CHECK(end.failure.has_value() == (permission != Permission::granted));
}
