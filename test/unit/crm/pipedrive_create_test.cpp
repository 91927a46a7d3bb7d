#include "pipedrive_fixture.h"

using namespace pdhs;
using support::answer;
using Kind = CreateResult::Kind;

namespace {

using Kinds = std::vector<Kind>;
using Indices = std::vector<std::size_t>;

const auto burst =
    answer(429, R"({"error":"request over limit"})", {{"x-ratelimit-remaining", "0"}, {"retry-after", "1"}});
const auto refused = answer(400, R"({"success":false,"error":"Name must be given."})");
const auto unauthorized = answer(401, R"({"success":false,"error":"unauthorized access"})");

struct CreationFixture : PipedriveFixture {
    CreationFixture() { server.otherwise = created; }

    CreateEnd create(std::size_t count, CreatePace pace = CreatePace::normal) {
        return client->create(drafts(count), pace, told.hooks());
    }

    Told told;
};

}  // namespace

TEST_CASE_METHOD(CreationFixture, "drafts are created in order, several in flight") {
    const auto end = create(12);
    CHECK(end.failure == std::nullopt);
    CHECK(end.usage == Usage{12, 60});
    CHECK(told.kinds() == Kinds(12, Kind::created));
    CHECK(told.of(11).record->ref == RecordRef{Crm::pipedrive, "511"});
    CHECK(told.of(11).record->emails == std::vector<std::string>{"ada11@example.com"});
    CHECK(server.most_in_flight == 8);
    REQUIRE(told.before.size() == 12);
    for (std::size_t i = 0; i < told.before.size(); ++i) CHECK(told.before[i] == Indices{i});
}

TEST_CASE_METHOD(CreationFixture, "a create must reach the server once and holds the draft's fields") {
    const std::vector<Draft> draft = {PersonDraft{"Ada", {"a@example.com"}, {{"1", "mobile"}}}};
    server.then(answer(201, one_json(R"({"id":1})")));
    CHECK(client->create(draft, CreatePace::normal, told.hooks()).failure == std::nullopt);
    REQUIRE(server.requests.size() == 1);
    CHECK(server.requests[0].method == HttpMethod::post);
    CHECK(server.requests[0].target == "/api/v2/persons");
    CHECK(server.requests[0].repeatable == Repeatable::never);
    CHECK(server.requests[0].body ==
          R"({"name":"Ada","emails":[{"value":"a@example.com","primary":true,"label":"work"}],)"
          R"("phones":[{"value":"1","primary":true,"label":"mobile"}]})");
}

TEST_CASE_METHOD(CreationFixture, "answers that overtake each other find their drafts") {
    server.arrival = support::Arrival::last_sent_first;
    CHECK(create(5).failure == std::nullopt);
    for (std::size_t index = 0; index < 5; ++index) CHECK(told.of(index).record->ref.id == std::to_string(500 + index));
    CHECK(told.order.back() == "after 0");
}

TEST_CASE_METHOD(CreationFixture, "one by one, each is recorded before the next") {
    CHECK(create(3, CreatePace::one_by_one).failure == std::nullopt);
    CHECK(server.most_in_flight == 1);
    CHECK(told.order == std::vector<std::string>{"before 0", "after 0", "before 1", "after 1", "before 2", "after 2"});
}

TEST_CASE_METHOD(CreationFixture, "nothing to create costs nothing") {
    CHECK(create(0).usage == Usage{});
}

TEST_CASE_METHOD(CreationFixture, "one bad draft never stops the others") {
    server.then(refused);
    server.then(answer(500, R"({"code":"ERR_UNKNOWN"})"));
    server.then(support::no_answer(TransportError::Kind::lost));
    server.then(answer(200, "null"));
    CHECK(create(5).failure == std::nullopt);
    CHECK(told.kinds() == Kinds{Kind::refused, Kind::unknown, Kind::unknown, Kind::unknown, Kind::created});
    CHECK(told.of(0).failure->message == "Pipedrive refused this (HTTP 400: Name must be given.)");
    CHECK(server.requests.size() == 5);
}

TEST_CASE_METHOD(CreationFixture, "creates keep within the burst limit") {
    CHECK(create(45).failure == std::nullopt);
    CHECK(told.kinds() == Kinds(45, Kind::created));
    CHECK(waited() >= Millis(4000));
}

TEST_CASE_METHOD(CreationFixture, "an exhausted window is waited out") {
    server.then([](const HttpRequest& request) {
        auto outcome = created(request);
        std::get<HttpResponse>(outcome).headers = {{"x-ratelimit-remaining", "0"}, {"x-ratelimit-reset", "1"}};
        return outcome;
    });
    CHECK(create(2, CreatePace::one_by_one).failure == std::nullopt);
    CHECK(waited() >= Millis(1000));
    CHECK(waited() < Millis(2000));
}

TEST_CASE_METHOD(CreationFixture, "a burst 429 is repeated after the pause, and told once") {
    server.then(burst);
    CHECK(create(2, CreatePace::one_by_one).failure == std::nullopt);
    CHECK(told.kinds() == Kinds(2, Kind::created));
    CHECK(told.order == std::vector<std::string>{"before 0", "before 0", "after 0", "before 1", "after 1"});
    CHECK(waited() >= Millis(1000));
    CHECK(told.of(0).record->ref.id == "500");
}

TEST_CASE_METHOD(CreationFixture, "a whole burst that is refused is repeated") {
    for (int count = 0; count < 8; ++count) server.then(burst);
    const auto end = create(8);
    CHECK(end.failure == std::nullopt);
    CHECK(end.usage == Usage{16, 80});
    CHECK(told.kinds() == Kinds(8, Kind::created));
}

TEST_CASE_METHOD(CreationFixture, "a lock is waited out for two seconds") {
    server.then(answer(423, "{}"));
    CHECK(create(1).failure == std::nullopt);
    CHECK(told.kinds() == Kinds{Kind::created});
    CHECK(waited() >= Millis(2000));
}

TEST_CASE_METHOD(CreationFixture, "a lock for long ends the platform") {
    server.then(answer(423, "{}", {{"retry-after", "3600"}}));
    CHECK(create(2, CreatePace::one_by_one).failure->kind == FailureKind::locked);
    CHECK(told.kinds() == Kinds{Kind::not_sent});
    CHECK(waited() == Millis(0));
}

TEST_CASE_METHOD(CreationFixture, "after three repeats the platform ends") {
    server.otherwise = [](const HttpRequest&) { return burst; };
    const auto end = create(3, CreatePace::one_by_one);
    CHECK(end.failure->kind == FailureKind::rate_limited);
    CHECK(server.requests.size() == 4);
    CHECK(told.kinds() == Kinds{Kind::not_sent});
    CHECK(told.of(0).failure->kind == FailureKind::rate_limited);
}

TEST_CASE_METHOD(CreationFixture, "when the platform ends, those under way are told and no more are started") {
    server.then(unauthorized);
    const auto end = create(20);
    CHECK(end.failure->kind == FailureKind::unauthorized);
    CHECK(server.requests.size() == 8);
    CHECK(told.before.size() == 8);
    CHECK(told.of(0).kind == Kind::not_sent);
    CHECK(told.of(7).kind == Kind::created);
    CHECK(told.after.size() == 8);
}

TEST_CASE_METHOD(CreationFixture, "a draft that waits for its repeat is told when the platform ends") {
    server.then(burst);
    server.then(unauthorized);
    server.then(burst);
    const auto end = create(3);
    CHECK(end.failure->kind == FailureKind::unauthorized);
    CHECK(server.requests.size() == 3);
    CHECK(told.kinds() == Kinds(3, Kind::not_sent));
}

TEST_CASE_METHOD(CreationFixture, "a daily 429 ends the platform without a repeat") {
    server.then(answer(429, R"({"error":"daily request budget exceeded"})", {{"retry-after", "3939"}}));
    const auto end = create(5, CreatePace::one_by_one);
    CHECK(end.failure->kind == FailureKind::daily_quota);
    CHECK(end.failure->retry_after == Millis(3'939'000));
    CHECK(server.requests.size() == 1);
    CHECK(told.kinds() == Kinds{Kind::not_sent});
}

TEST_CASE_METHOD(CreationFixture, "an unreachable platform ends and costs nothing") {
    server.then(support::no_answer(TransportError::Kind::not_sent));
    const auto end = create(2, CreatePace::one_by_one);
    CHECK(end.failure->kind == FailureKind::unreachable);
    CHECK(end.usage == Usage{});
    CHECK(told.kinds() == Kinds{Kind::not_sent});
}

TEST_CASE_METHOD(CreationFixture, "the first failure of a platform is the one that is named") {
    server.then(unauthorized);
    server.then(answer(402, "{}"));
    CHECK(create(2).failure->kind == FailureKind::unauthorized);
}

TEST_CASE_METHOD(CreationFixture, "when the caller says no, nothing more is started and nothing is wrong") {
    told.most_before = 3;
    const auto end = create(10);
    CHECK(end.failure == std::nullopt);
    CHECK(server.requests.size() == 3);
    CHECK(told.kinds() == Kinds(3, Kind::created));
}

TEST_CASE_METHOD(CreationFixture, "a repeat that the caller forbids is told as not sent") {
    server.then(burst);
    told.most_before = 1;
    const auto end = create(1);
    CHECK(end.failure == std::nullopt);
    CHECK(told.kinds() == Kinds{Kind::not_sent});
    CHECK(told.of(0).failure->kind == FailureKind::rate_limited);
}

TEST_CASE_METHOD(CreationFixture, "an intent that cannot be recorded ends the create") {
    auto hooks = told.hooks();
    hooks.before = [&](std::span<const std::size_t> indices) -> Result<bool> {
        if (indices.front() == 2) return fail(ErrorKind::state, "the disk is full");
        return true;
    };
    const auto end = client->create(drafts(5), CreatePace::normal, hooks);
    CHECK(end.failure->kind == FailureKind::state);
    CHECK(end.failure->message == "the disk is full");
    CHECK(server.requests.size() == 2);
    CHECK(told.kinds() == Kinds(2, Kind::created));
}

TEST_CASE_METHOD(CreationFixture, "a result that cannot be recorded ends the create, the others are told still") {
    auto hooks = told.hooks();
    hooks.after = [&, inner = hooks.after](std::size_t draft, const CreateResult& result) -> Result<void> {
        PDHS_CHECK(inner(draft, result));
        if (draft == 0) return fail(ErrorKind::state, "the disk is full");
        return {};
    };
    server.then(unauthorized);
    const auto end = client->create(drafts(20), CreatePace::normal, hooks);
    CHECK(end.failure->kind == FailureKind::state);
    CHECK(server.requests.size() == 8);
    CHECK(told.after.size() == 8);
}

TEST_CASE_METHOD(CreationFixture, "a signal before sending leaves everything untouched") {
    interrupted = true;
    const auto end = create(3);
    CHECK(end.failure->kind == FailureKind::interrupted);
    CHECK(end.failure->surely_without_effect);
    CHECK(told.before.empty());
    CHECK(server.requests.empty());
}

TEST_CASE_METHOD(CreationFixture, "a signal during requests makes theirs unknown and starts no more") {
    server.otherwise = [this](const HttpRequest&) {
        interrupted = true;
        return support::no_answer(TransportError::Kind::interrupted);
    };
    const auto end = create(3, CreatePace::one_by_one);
    CHECK(end.failure->kind == FailureKind::interrupted);
    CHECK(told.kinds() == Kinds{Kind::unknown});
    CHECK(server.requests.size() == 1);
}
