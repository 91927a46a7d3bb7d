#include <nlohmann/json.hpp>

#include "hubspot_changes.h"
#include "support/catch.h"

using namespace pdhs;
using support::answer;

namespace {

using Json = nlohmann::json;
using Ids = std::vector<std::string>;

}  // namespace

TEST_CASE_METHOD(Changes, "more than 9,000 changes are not read as changes") {
    server.then(answer(200, full_page(1, 9'001)));
    const auto end = read();
    CHECK(is_too_many(end));
    CHECK(end.usage.requests == 1);
    CHECK(pages.empty());
}

TEST_CASE_METHOD(Changes, "9,000 changes are read, even if some more come meanwhile") {
    server.otherwise = [](const HttpRequest& request) {
        const auto filters = Json::parse(request.body).at("filterGroups").at(0).at("filters");
        if (filters.size() == 1) return answer(200, full_page(1, 9'000));
        const auto last = std::stoll(filters.at(1).at("value").get<std::string>());
        return answer(
            200, last < 9'200 ? full_page(last + 1, 9'300 - last) : results_json(contacts(last + 1, 100), total(100)));
    };
    CHECK(read().complete);
    CHECK(ids().size() == 9'300);
}

TEST_CASE_METHOD(Changes, "changes without an end are too many") {
    server.otherwise = [this](const HttpRequest&) {
        return answer(200, full_page(static_cast<long long>(server.requests.size()) * 200, 9'000));
    };
    const auto end = read();
    CHECK(is_too_many(end));
    CHECK(end.usage.requests == 60);
    CHECK(pages.size() == 60);
}

TEST_CASE_METHOD(Changes, "hits that are counted and not shown are asked for again") {
    server.then(answer(200, R"({"total":1,"results":[]})"));
    server.then(answer(200, results_json(contacts(1, 1), total(1))));
    CHECK(read().complete);
    CHECK(ids() == Ids{"1"});
}

TEST_CASE_METHOD(Changes, "hits that never show are a reason to list") {
    server.then(answer(200, results_json(contacts(1, 1), total(2))));
    server.otherwise = [](const HttpRequest&) { return answer(200, R"({"total":1,"results":[]})"); };
    const auto end = read();
    CHECK(is_too_many(end));
    CHECK(end.usage.requests == 5);
    CHECK(pages.size() == 1);
}

TEST_CASE_METHOD(Changes, "a search that failed otherwise in the end has failed") {
    server.then(answer(200, R"({"total":1,"results":[]})"));
    for (int tries = 1; tries < 4; ++tries) server.then(answer(503, ""));
    const auto end = read();
    REQUIRE(end.failure);
    CHECK(end.failure->kind == FailureKind::server_error);
    CHECK_FALSE(end.stop);
}

TEST_CASE_METHOD(Changes, "the limit of searches is waited for, a daily one is not") {
    server.then(recorded("hs_429_search_secondly.json"));
    server.then(wire_sample("429_search"));
    server.then(recorded("hs_429_daily.json"));
    const auto end = read();
    REQUIRE(end.failure);
    CHECK(end.failure->kind == FailureKind::daily_quota);
    REQUIRE(pauses().size() == 2);
    CHECK(pauses()[0] == Millis(1'000));
    CHECK(pauses()[1] >= Millis(1'000));
    CHECK(pauses()[1] <= Millis(1'250));
}

TEST_CASE_METHOD(Changes, "at most four searches go out in a second") {
    for (int page = 0; page < 4; ++page) server.then(answer(200, full_page(1 + page * 200, 801 - page * 200)));
    server.then([this](const HttpRequest&) {
        CHECK(pauses().size() == 1);
        return answer(200, results_json(contacts(801, 1), total(1)));
    });
    CHECK(read().complete);
    REQUIRE(pauses().size() == 1);
    CHECK(pauses()[0] > Millis(0));
    CHECK(pauses()[0] <= Millis(1'025));
}

TEST_CASE_METHOD(Changes, "searches and other requests do not wait for one another") {
    const std::map<std::string, std::string> used_up = {{"x-hubspot-ratelimit-max", "100"},
                                                        {"x-hubspot-ratelimit-remaining", "0"},
                                                        {"x-hubspot-ratelimit-interval-milliseconds", "10000"}};
    const auto empty = R"({"results":[],"total":0})";
    const auto list = [this] { return client->list_all("", [](const Page&) { return Onward::go_on; }); };
    SECTION("the general window is used up") {
        server.then(answer(200, empty, used_up));
        CHECK(list().complete);
        server.then(answer(200, empty));
        CHECK(read().complete);
        CHECK(pauses().empty());
    }
    SECTION("the second's searches are used up, and an answer speaks of the other window") {
        server.otherwise = [&](const HttpRequest&) { return answer(200, empty, used_up); };
        for (int search = 0; search < 4; ++search) CHECK(read().complete);
        CHECK(list().complete);
        CHECK(pauses().empty());
    }
}

TEST_CASE_METHOD(Changes, "a sink that has had enough ends the read of changes") {
    onward = Onward::stop;
    server.then(answer(200, full_page(1, 400)));
    const auto end = read();
    CHECK(end.stop == ReadStop::by_sink);
    CHECK_FALSE(end.complete);
    CHECK_FALSE(end.failure);
    CHECK(server.requests.size() == 1);
}

TEST_CASE_METHOD(Changes, "a sink that has had enough after the last page has had all") {
    onward = Onward::stop;
    server.then(answer(200, results_json(contacts(1, 1), total(1))));
    const auto end = read();
    CHECK(end.complete);
    CHECK_FALSE(end.stop);
}

TEST_CASE_METHOD(Changes, "a sink that fails ends the read of changes") {
    server.then(answer(200, results_json(contacts(1, 1), total(1))));
    const auto end =
        client->changed_since(since, [](const Page&) -> Result<Onward> { return fail(ErrorKind::state, "disk full"); });
    CHECK_FALSE(end.complete);
    REQUIRE(end.failure);
    CHECK(end.failure->kind == FailureKind::state);
    CHECK(end.failure->message == "disk full");
}

TEST_CASE_METHOD(Changes, "a refused search, a bad token and an interrupt end the read of changes") {
    SECTION("refused") {
        server.then(wire_sample("400_malformed_json"));
        CHECK(read().failure.value().kind == FailureKind::refused);
    }
    SECTION("a bad token") {
        server.then(recorded("hs_401_no_credentials.json"));
        CHECK(read().failure.value().kind == FailureKind::unauthorized);
    }
    SECTION("an interrupt") {
        server.then([this](const HttpRequest&) {
            interrupted = true;
            return answer(200, full_page(1, 400));
        });
        const auto end = read();
        CHECK(end.failure.value().kind == FailureKind::interrupted);
        CHECK_FALSE(end.complete);
    }
    CHECK(server.requests.size() == 1);
}
