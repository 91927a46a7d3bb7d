#include <algorithm>

#include "hubspot_fixture.h"
#include "support/catch.h"

using namespace pdhs;
using support::answer;
using support::no_answer;

using Kind = CreateResult::Kind;

namespace {

using Texts = std::vector<std::string>;
using Indices = std::vector<std::size_t>;

/// Four drafts with addresses; "bad@x.org" is refused wherever it is.
struct Failing : HubspotFixture {
    std::vector<Draft> drafts = {draft("a@x.org"), draft("b@x.org"), draft("bad@x.org"), draft("d@x.org")};
    Told told;

    CreateEnd create(CreatePace pace = CreatePace::normal) { return client->create(drafts, pace, told.hooks()); }

    static HttpResponse whole_batch_or_nothing(const HttpRequest& request) {
        const auto asked = addresses(request);
        if (std::find(asked.begin(), asked.end(), "bad@x.org") != asked.end())
            return recorded("hs_create_400_invalid_email_v3.json");
        Texts contacts;
        for (const auto& email : asked) contacts.push_back(contact_json(std::to_string(contacts.size() + 1), email));
        return answer(201, results_json(contacts));
    }
};

/// One draft, created one by one or in a batch.
struct FailingOne : Failing {
    FailingOne() { drafts = {draft("a@x.org")}; }
};

}  // namespace

TEST_CASE_METHOD(Failing, "a refused batch is halved until the culprit stands alone") {
    server.otherwise = whole_batch_or_nothing;
    CHECK_FALSE(create().failure);
    CHECK(told.before == std::vector<Indices>{{0, 1, 2, 3}, {0, 1}, {2, 3}, {2}, {3}});
    CHECK(told.of(0).kind == Kind::created);
    CHECK(told.of(1).kind == Kind::created);
    CHECK(told.of(2).kind == Kind::refused);
    CHECK(told.of(2).failure->code == "INVALID_EMAIL");
    CHECK(told.of(3).kind == Kind::created);
    CHECK(target(3) == "/crm/objects/2026-09/contacts/batch/create");
}

TEST_CASE_METHOD(Failing, "a batch is halved whatever refused it as a whole") {
    const auto status = GENERATE(400, 409, 413, 414, 422);
    CAPTURE(status);
    server.then(answer(status, "{}"));
    server.otherwise = [](const HttpRequest&) { return answer(201, results_json({})); };
    CHECK_FALSE(create().failure);
    CHECK(told.before == std::vector<Indices>{{0, 1, 2, 3}, {0, 1}, {2, 3}});
}

TEST_CASE_METHOD(Failing, "when halving is cut short, the rest was surely not created") {
    server.otherwise = whole_batch_or_nothing;
    auto hooks = told.hooks();
    hooks.before = [&, before = hooks.before](std::span<const std::size_t> indices) -> Result<bool> {
        if (told.before.size() == 2) return false;
        return before(indices);
    };
    const auto end = client->create(drafts, CreatePace::normal, hooks);
    CHECK_FALSE(end.failure);
    CHECK(told.of(0).kind == Kind::created);
    CHECK(told.of(1).kind == Kind::created);
    CHECK(told.of(2).kind == Kind::not_sent);
    CHECK(told.of(3).kind == Kind::not_sent);
}

TEST_CASE_METHOD(Failing, "a caller that says no sends nothing") {
    auto hooks = told.hooks();
    hooks.before = [](std::span<const std::size_t>) -> Result<bool> { return false; };
    CHECK_FALSE(client->create(drafts, CreatePace::normal, hooks).failure);
    CHECK(server.requests.empty());
    CHECK(told.after.empty());
}

TEST_CASE_METHOD(Failing, "an intent that cannot be recorded sends nothing") {
    auto hooks = told.hooks();
    hooks.before = [](std::span<const std::size_t>) -> Result<bool> { return fail(ErrorKind::state, "disk full"); };
    const auto end = client->create(drafts, CreatePace::normal, hooks);
    REQUIRE(end.failure);
    CHECK(end.failure->kind == FailureKind::state);
    CHECK(end.failure->message == "disk full");
    CHECK(server.requests.empty());
}

TEST_CASE_METHOD(Failing, "an effect that cannot be recorded ends the create") {
    server.otherwise = [](const HttpRequest&) { return answer(201, contact_json("1", "")); };
    auto hooks = told.hooks();
    int calls = 0;
    hooks.after = [&](std::size_t, const CreateResult&) -> Result<void> {
        ++calls;
        return fail(ErrorKind::state, "disk full");
    };
    const auto end = client->create(drafts, CreatePace::one_by_one, hooks);
    REQUIRE(end.failure);
    CHECK(end.failure->kind == FailureKind::state);
    CHECK(server.requests.size() == 1);
    CHECK(calls == 1);
}

TEST_CASE_METHOD(FailingOne, "requests without effect are repeated after the pause") {
    server.then(recorded("hs_429_ten_secondly.json"));
    server.then(recorded("hs_429_search_secondly.json"));
    server.then(answer(423, "{}"));
    server.then(answer(201, results_json({contact_json("1", "a@x.org")})));
    const auto end = create();
    CHECK_FALSE(end.failure);
    CHECK(end.usage.requests == 4);
    CHECK(told.of(0).kind == Kind::created);
    CHECK(told.before.size() == 4);
    CHECK(pauses() == std::vector{Millis(10'000), Millis(1'000), Millis(2'000)});
}

TEST_CASE_METHOD(FailingOne, "after three repeats the platform ends") {
    drafts.push_back(draft("", "B"));
    server.otherwise = [](const HttpRequest&) { return recorded("hs_429_ten_secondly.json"); };
    const auto end = create();
    REQUIRE(end.failure);
    CHECK(end.failure->kind == FailureKind::rate_limited);
    CHECK(server.requests.size() == 4);
    CHECK(told.of(0).kind == Kind::not_sent);
    CHECK(told.of(0).failure->kind == FailureKind::rate_limited);
    CHECK(told.after.size() == 1);
}

TEST_CASE_METHOD(FailingOne, "a Retry-After of more than 30 s is not waited for") {
    server.then(answer(429, "{}", {{"retry-after", "31"}}));
    const auto end = create();
    REQUIRE(end.failure);
    CHECK(end.failure->retry_after == Millis(31'000));
    CHECK(told.of(0).kind == Kind::not_sent);
    CHECK(pauses().empty());
}

TEST_CASE_METHOD(Failing, "a failure of the platform leaves its drafts and the later ones unsent") {
    struct Case {
        HttpOutcome outcome;
        FailureKind kind;
    };
    const std::vector<Case> cases = {
        {recorded("hs_401_no_credentials.json"), FailureKind::unauthorized},
        {answer(402, "{}"), FailureKind::payment},
        {wire_sample("403_missing_scopes"), FailureKind::scope},
        {answer(403, "<html>"), FailureKind::blocked},
        {answer(404, "{}"), FailureKind::not_found},
        {answer(477, "{}"), FailureKind::migrating},
        {wire_sample("488_wrong_hublet"), FailureKind::wrong_region},
        {recorded("hs_429_daily.json"), FailureKind::daily_quota},
        {no_answer(TransportError::Kind::not_sent), FailureKind::unreachable},
        {no_answer(TransportError::Kind::tls), FailureKind::tls},
    };
    drafts.insert(drafts.begin() + 2, draft("", "C"));
    for (const auto& [outcome, kind] : cases) {
        Told now;
        server.requests.clear();
        server.then(outcome);
        const auto end = client->create(drafts, CreatePace::normal, now.hooks());
        REQUIRE(end.failure);
        CHECK(end.failure->kind == kind);
        CHECK(server.requests.size() == 1);
        CHECK(now.of(0).kind == Kind::not_sent);
        CHECK(now.of(1).kind == Kind::not_sent);
        CHECK(now.of(1).failure->kind == kind);
        CHECK(now.after.size() == 2);
    }
}

TEST_CASE_METHOD(Failing, "a lost answer leaves its drafts unknown, and the next request goes out") {
    const std::vector<HttpOutcome> cases = {no_answer(TransportError::Kind::lost),
                                            no_answer(TransportError::Kind::too_large),
                                            answer(408, "{}"),
                                            answer(500, "{}"),
                                            wire_sample("503_variant"),
                                            answer(524, "<html>"),
                                            answer(302, "")};
    drafts = {draft("a@x.org"), draft("b@x.org"), draft("", "C")};
    for (const auto& outcome : cases) {
        Told now;
        server.requests.clear();
        server.then(outcome);
        server.then(answer(201, contact_json("3", "")));
        CHECK_FALSE(client->create(drafts, CreatePace::normal, now.hooks()).failure);
        CHECK(server.requests.size() == 2);
        CHECK(now.of(0).kind == Kind::unknown);
        CHECK(now.of(1).kind == Kind::unknown);
        CHECK_FALSE(now.of(1).failure->surely_without_effect);
        CHECK(now.of(2).kind == Kind::created);
    }
}

TEST_CASE_METHOD(FailingOne, "interrupted while the answer was awaited is unknown, and ends the create") {
    drafts.push_back(draft("", "B"));
    server.then(no_answer(TransportError::Kind::interrupted));
    const auto end = create();
    REQUIRE(end.failure);
    CHECK(end.failure->kind == FailureKind::interrupted);
    CHECK(told.of(0).kind == Kind::unknown);
    CHECK(told.after.size() == 1);
}

TEST_CASE_METHOD(FailingOne, "interrupted before the request left is not sent") {
    interrupted = true;
    const auto end = create();
    REQUIRE(end.failure);
    CHECK(end.failure->kind == FailureKind::interrupted);
    CHECK(told.of(0).kind == Kind::not_sent);
    CHECK(server.requests.empty());
}

TEST_CASE_METHOD(FailingOne, "interrupted during a pause is not sent") {
    server.then([this](const HttpRequest&) {
        interrupted = true;
        return recorded("hs_429_ten_secondly.json");
    });
    const auto end = create();
    REQUIRE(end.failure);
    CHECK(end.failure->kind == FailureKind::interrupted);
    CHECK(told.of(0).kind == Kind::not_sent);
    CHECK(server.requests.size() == 1);
}
