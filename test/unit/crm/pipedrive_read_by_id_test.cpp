#include <algorithm>

#include "pipedrive_fixture.h"

using namespace pdhs;
using support::answer;

namespace {

using Ids = std::vector<std::string>;
using State = Lookup::State;

std::vector<State> states_of(const LookupEnd& end) {
    std::vector<State> states;
    for (const auto& lookup : end.lookups) states.push_back(lookup.state);
    return states;
}

Ids numbers(int first, int count) {
    Ids ids;
    for (int number = first; number < first + count; ++number) ids.push_back(std::to_string(number));
    return ids;
}

const auto nobody = answer(404, R"({"success":false,"error":"Entity was not found"})");

}  // namespace

TEST_CASE_METHOD(PipedriveFixture, "a few persons are asked for one by one") {
    server.then(answer(200, one_json(person_json("1"))));
    server.then(nobody);
    server.then(answer(410, "{}"));
    server.then(answer(200, one_json(person_json("4", R"(,"is_deleted":true)"))));
    server.then(answer(200, one_json(person_json("77"))));
    server.then(answer(200, one_json(R"({"id":6,"name":[]})")));
    const auto end = client->by_ids(Ids{"1", "2", "3", "4", "5", "6"});
    CHECK(states_of(end) ==
          std::vector{State::alive, State::gone, State::gone, State::gone, State::merged, State::unknown});
    CHECK(end.lookups[0].record->name == "Ada 1");
    CHECK(end.lookups[4].id == "5");
    CHECK(end.lookups[4].record->ref.id == "77");
    CHECK(end.failure == std::nullopt);
    CHECK(end.usage == Usage{6, 6});
    CHECK(target(0) == "/api/v2/persons/1");
}

TEST_CASE_METHOD(PipedriveFixture, "many persons are asked for by lists, and those not shown one by one") {
    server.then([](const HttpRequest&) {
        Ids rows;
        for (const auto& id : numbers(1, 100))
            if (id != "50" && id != "60") rows.push_back(person_json(id, id == "70" ? R"(,"is_deleted":true)" : ""));
        std::reverse(rows.begin(), rows.end());
        return answer(200, page_json(rows));
    });
    server.then(nobody);
    server.then(answer(200, one_json(person_json("60"))));
    server.then(answer(200, one_json(person_json("101"))));
    const auto end = client->by_ids(numbers(1, 101));
    REQUIRE(end.lookups.size() == 101);
    for (std::size_t index = 0; index < 101; ++index) {
        const auto& lookup = end.lookups[index];
        CAPTURE(lookup.id);
        CHECK(lookup.id == std::to_string(index + 1));
        CHECK(lookup.state == (lookup.id == "50" || lookup.id == "70" ? State::gone : State::alive));
    }
    CHECK(end.usage == Usage{4, 13});
    CHECK_THAT(target(0), contains("/api/v2/persons?ids=1,2,3,") && contains(",100&limit=100"));
    CHECK(target(1) == "/api/v2/persons/50");
    CHECK(target(2) == "/api/v2/persons/60");
    CHECK(target(3) == "/api/v2/persons/101");
}

TEST_CASE_METHOD(PipedriveFixture, "what the platform did not say is unknown") {
    server.then(answer(200, one_json(person_json("1"))));
    server.then(answer(400, R"({"success":false,"error":"not this one"})"));
    server.then(answer(200, one_json(person_json("3"))));
    server.then(answer(401, R"({"success":false,"error":"unauthorized access"})"));
    const auto end = client->by_ids(Ids{"1", "2", "3", "4", "5"});
    CHECK(states_of(end) == std::vector{State::alive, State::unknown, State::alive, State::unknown, State::unknown});
    CHECK(end.failure->kind == FailureKind::unauthorized);
    CHECK(server.requests.size() == 4);
}

TEST_CASE_METHOD(PipedriveFixture, "a list that fails says nothing about anybody") {
    server.otherwise = [](const HttpRequest&) { return answer(500, ""); };
    const auto end = client->by_ids(numbers(1, 11));
    CHECK(states_of(end) == std::vector(11, State::unknown));
    CHECK(end.failure->kind == FailureKind::server_error);
    CHECK(end.usage == Usage{4, 40});
}

TEST_CASE_METHOD(PipedriveFixture, "a text that is no id never gets into a URL") {
    server.then(answer(200, one_json(person_json("1"))));
    const auto end = client->by_ids(Ids{"../users", "1", "", "1"});
    CHECK(states_of(end) == std::vector{State::unknown, State::alive, State::unknown, State::alive});
    CHECK(targets() == Ids{"/api/v2/persons/1"});
}

TEST_CASE_METHOD(PipedriveFixture, "asking for nobody costs nothing") {
    const auto end = client->by_ids({});
    CHECK(end.lookups.empty());
    CHECK(end.usage == Usage{});
}
