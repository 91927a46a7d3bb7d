#include <fmt/format.h>

#include "pipedrive_fixture.h"

using namespace pdhs;
using support::answer;

namespace {

using Ids = std::vector<std::string>;

const std::string first_target = "/api/v2/persons?limit=500&sort_by=id&sort_direction=asc";

}  // namespace

TEST_CASE_METHOD(PipedriveFixture, "all pages are read to the last one") {
    server.then(answer(200, page_json({person_json("1"), person_json("2")}, "a+/="),
                       {{"date", "Mon, 23 Nov 2026 07:00:00 GMT"}}));
    server.then(answer(200, page_json({}, "b"), {{"date", "Mon, 23 Nov 2026 07:00:09 GMT"}}));
    server.then(answer(200, page_json({person_json("3")})));
    const auto end = list_all();
    CHECK(end.complete);
    CHECK(end.failure == std::nullopt);
    CHECK(end.stop == std::nullopt);
    CHECK(end.began == monday_at_seven());
    CHECK(end.usage == Usage{3, 30});
    CHECK(ids_of(records) == Ids{"1", "2", "3"});
    CHECK(targets() == Ids{first_target, first_target + "&cursor=a%2B%2F%3D", first_target + "&cursor=b"});
    CHECK(server.requests[0].method == HttpMethod::get);
}

TEST_CASE_METHOD(PipedriveFixture, "without a Date on the first page it is not known when the read began") {
    server.then(answer(200, page_json({}, "a")));
    server.then(answer(200, page_json({}), {{"date", "Mon, 23 Nov 2026 07:00:09 GMT"}}));
    const auto end = list_all();
    CHECK(end.complete);
    CHECK(end.began == std::nullopt);
}

TEST_CASE_METHOD(PipedriveFixture, "deleted persons are left out, unusable ones reported") {
    server.then(answer(200, page_json({person_json("1", R"(,"is_deleted":true)"), R"({"id":2,"name":[]})"})));
    CHECK(list_all().complete);
    CHECK(records.empty());
    CHECK(unusable == std::vector<UnusableRow>{{{Crm::pipedrive, "2"}, "name: not a text"}});
}

TEST_CASE_METHOD(PipedriveFixture, "a page is asked for again while that may help") {
    server.then(answer(200, "null"));
    server.then(answer(503, "<html>"));
    server.then(support::no_answer(TransportError::Kind::lost));
    server.then(answer(200, page_json({person_json("1")})));
    const auto end = list_all();
    CHECK(end.complete);
    CHECK(end.usage == Usage{4, 40});
    CHECK(pages.size() == 1);
    CHECK(naps.size() == 3);
}

TEST_CASE_METHOD(PipedriveFixture, "a damaged page ends the read after four tries") {
    server.otherwise = [](const HttpRequest&) { return answer(200, R"({"success":false,"error":"no"})"); };
    const auto end = list_all();
    CHECK_FALSE(end.complete);
    CHECK(end.failure->kind == FailureKind::damaged);
    CHECK(server.requests.size() == 4);
    CHECK(pages.empty());
}

TEST_CASE_METHOD(PipedriveFixture, "what waiting does not mend is not asked for again") {
    const auto status = GENERATE(400, 401, 402, 403);
    server.then(answer(200, page_json({person_json("1")}, "a")));
    server.then(answer(status, R"({"success":false,"error":"no"})"));
    const auto end = list_all();
    CHECK_FALSE(end.complete);
    CHECK(end.failure.has_value());
    CHECK(server.requests.size() == 2);
    CHECK(pages.size() == 1);
}

TEST_CASE_METHOD(PipedriveFixture, "a request that was never sent costs nothing") {
    server.otherwise = [](const HttpRequest&) { return support::no_answer(TransportError::Kind::not_sent); };
    const auto end = list_all();
    CHECK(end.failure->kind == FailureKind::unreachable);
    CHECK(end.usage == Usage{});
}

TEST_CASE_METHOD(PipedriveFixture, "a burst 429 is waited out as announced") {
    server.then(answer(429, "", {{"x-ratelimit-remaining", "0"}, {"x-ratelimit-reset", "2"}}));
    server.then(answer(200, page_json({})));
    CHECK(list_all().complete);
    CHECK(waited() >= Millis(2000));
    CHECK(waited() < Millis(5000));
}

TEST_CASE_METHOD(PipedriveFixture, "a daily 429 ends the read at once") {
    server.then(answer(429, R"({"error":"daily request budget exceeded"})",
                       {{"retry-after", "3939"},
                        {"x-daily-ratelimit-token-limit", "30000"},
                        {"x-daily-ratelimit-token-remaining", "0"}}));
    const auto end = list_all();
    CHECK(end.failure->kind == FailureKind::daily_quota);
    CHECK(end.failure->retry_after == Millis(3'939'000));
    CHECK(end.usage == Usage{1, 10, Quota{30'000, 0}});
    CHECK(naps.empty());
}

TEST_CASE_METHOD(PipedriveFixture, "a cursor that repeats is damaged") {
    server.then(answer(200, page_json({person_json("1")}, "a")));
    server.then(answer(200, page_json({person_json("2")}, "b")));
    server.then(answer(200, page_json({person_json("3")}, "a")));
    const auto end = list_all();
    CHECK_FALSE(end.complete);
    CHECK(end.failure->kind == FailureKind::damaged);
    CHECK(end.failure->message == "Pipedrive sent a cursor for the second time");
    CHECK(ids_of(records) == Ids{"1", "2"});
}

TEST_CASE_METHOD(PipedriveFixture, "pages that bring nobody new for ever are damaged") {
    const auto rows = GENERATE(std::vector<std::string>{}, std::vector<std::string>{R"({"id":7})", R"({"id":8})"});
    server.otherwise = [&](const HttpRequest&) {
        return answer(200, page_json(rows, fmt::format("c{}", server.requests.size())));
    };
    const auto end = list_all();
    CHECK(end.failure->kind == FailureKind::damaged);
    CHECK(server.requests.size() <= 20);
}

TEST_CASE_METHOD(PipedriveFixture, "many pages with somebody new each are read, in either order") {
    const auto direction = GENERATE(1, -1);
    server.otherwise = [&](const HttpRequest&) {
        const auto number = static_cast<int>(server.requests.size());
        const auto cursor = number < 30 ? fmt::format("c{}", number) : std::string();
        return answer(200, page_json({person_json(std::to_string(1000 + direction * number))}, cursor));
    };
    CHECK(list_all().complete);
    CHECK(records.size() == 30);
}

TEST_CASE_METHOD(PipedriveFixture, "reads keep within the burst limit") {
    server.otherwise = [&](const HttpRequest&) {
        const auto number = server.requests.size();
        return answer(200,
                      page_json({person_json(std::to_string(number))}, number < 41 ? fmt::format("c{}", number) : ""));
    };
    CHECK(list_all().complete);
    CHECK(waited() >= Millis(4000));
    CHECK(naps.size() == 2);
}

TEST_CASE_METHOD(PipedriveFixture, "a larger announced burst is used") {
    server.otherwise = [&](const HttpRequest&) {
        const auto number = server.requests.size();
        return answer(200,
                      page_json({person_json(std::to_string(number))}, number < 41 ? fmt::format("c{}", number) : ""),
                      {{"x-ratelimit-limit", "100"}, {"x-ratelimit-remaining", "50"}});
    };
    CHECK(list_all().complete);
    CHECK(waited() == Millis(0));
}

TEST_CASE_METHOD(PipedriveFixture, "the sink's error ends the read") {
    server.otherwise = [](const HttpRequest&) { return answer(200, page_json({person_json("1")}, "a")); };
    const auto end =
        client->list_all("", [](const Page&) -> Result<Onward> { return fail(ErrorKind::state, "the disk is full"); });
    CHECK_FALSE(end.complete);
    CHECK(end.failure->kind == FailureKind::state);
    CHECK(end.failure->message == "the disk is full");
    CHECK(server.requests.size() == 1);
}

TEST_CASE_METHOD(PipedriveFixture, "a signal ends the waiting") {
    interrupted = true;
    server.then(answer(503, ""));
    const auto end = list_all();
    CHECK_FALSE(end.complete);
    CHECK(end.failure->kind == FailureKind::interrupted);
    CHECK(end.usage == Usage{1, 10});
}

TEST_CASE_METHOD(PipedriveFixture, "each page says where a listing goes on after it, and what it has cost so far") {
    const auto quota = [](long long remaining) {
        return std::map<std::string, std::string>{{"x-daily-ratelimit-token-limit", "30000"},
                                                  {"x-daily-ratelimit-token-remaining", std::to_string(remaining)}};
    };
    server.then(answer(503, ""));
    server.then(answer(200, page_json({person_json("1")}, "a"), quota(29'980)));
    server.then(answer(200, page_json({person_json("2")}, "b")));
    server.then(answer(200, page_json({person_json("3")}), quota(29'960)));
    const auto end = list_all();
    REQUIRE(pages.size() == 3);
    CHECK(pages[0].next == "a");
    CHECK(pages[0].spent == Usage{2, 20, Quota{30'000, 29'980}});
    CHECK(pages[1].next == "b");
    CHECK(pages[1].spent == Usage{3, 30, Quota{30'000, 29'980}});
    CHECK(pages[2].next.empty());
    CHECK(pages[2].spent == end.usage);
    CHECK(end.usage == Usage{4, 40, Quota{30'000, 29'960}});
}

TEST_CASE_METHOD(PipedriveFixture, "each read counts its own costs") {
    server.otherwise = [](const HttpRequest&) { return answer(200, page_json({})); };
    CHECK(client->who_am_i().usage == Usage{1, 2});
    CHECK(list_all().usage == Usage{1, 10});
    CHECK(list_all().usage == Usage{1, 10});
    CHECK(pages.at(1).spent == Usage{1, 10});
}

TEST_CASE_METHOD(PipedriveFixture, "a sink that has enough ends the listing") {
    server.otherwise = [](const HttpRequest&) { return answer(200, page_json({person_json("1")}, "a")); };
    most_pages = 1;
    const auto end = list_all();
    CHECK_FALSE(end.complete);
    CHECK(end.failure == std::nullopt);
    CHECK(end.stop == ReadStop::by_sink);
    CHECK(end.usage == Usage{1, 10});
    CHECK(targets() == Ids{first_target});
}

TEST_CASE_METHOD(PipedriveFixture, "a listing whose sink has enough with the last page is complete") {
    server.then(answer(200, page_json({person_json("1")})));
    most_pages = 1;
    const auto end = list_all();
    CHECK(end.complete);
    CHECK(end.stop == std::nullopt);
}

TEST_CASE_METHOD(PipedriveFixture, "a listing goes on at the place of an earlier one") {
    server.then(answer(200, page_json({person_json("2")}, "b"), {{"date", "Mon, 23 Nov 2026 07:00:00 GMT"}}));
    server.then(answer(200, page_json({person_json("3")}), {{"date", "Mon, 23 Nov 2026 07:00:09 GMT"}}));
    const auto end = list_all("a+/=");
    CHECK(end.complete);
    CHECK(end.began == monday_at_seven());
    CHECK(ids_of(records) == Ids{"2", "3"});
    CHECK(targets() == Ids{first_target + "&cursor=a%2B%2F%3D", first_target + "&cursor=b"});
}

TEST_CASE_METHOD(PipedriveFixture, "a place that is refused is no failure") {
    const auto status = GENERATE(400, 404, 410, 422);
    server.then(answer(503, ""));
    server.then(answer(status, R"({"success":false,"error":"Invalid cursor"})"));
    const auto end = list_all("old");
    CHECK_FALSE(end.complete);
    CHECK(end.failure == std::nullopt);
    CHECK(end.stop == ReadStop::place_refused);
    CHECK(end.began == std::nullopt);
    CHECK(end.usage == Usage{2, 20});
    CHECK(pages.empty());
}

TEST_CASE_METHOD(PipedriveFixture, "only the place that was asked for can be refused") {
    server.then(answer(200, page_json({person_json("1")}, "a")));
    server.then(answer(400, R"({"success":false,"error":"Invalid cursor"})"));
    const auto later = list_all("old");
    CHECK(later.failure->kind == FailureKind::refused);
    CHECK(later.stop == std::nullopt);
    server.then(answer(404, "{}"));
    const auto beginning = list_all();
    CHECK(beginning.failure->kind == FailureKind::not_found);
    CHECK(beginning.stop == std::nullopt);
}

TEST_CASE_METHOD(PipedriveFixture, "a failure on the way to a place says nothing about the place") {
    const auto status = GENERATE(401, 402, 403, 500);
    server.otherwise = [&](const HttpRequest&) { return answer(status, R"({"success":false,"error":"no"})"); };
    const auto end = list_all("a");
    CHECK(end.failure.has_value());
    CHECK(end.stop == std::nullopt);
}

TEST_CASE_METHOD(PipedriveFixture, "a page that leads back to the place where the listing began is damaged") {
    server.then(answer(200, page_json({person_json("1")}, "a")));
    const auto end = list_all("a");
    CHECK(end.failure->message == "Pipedrive sent a cursor for the second time");
    CHECK(pages.empty());
}
