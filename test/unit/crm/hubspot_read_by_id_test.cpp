#include "pdhs/crm/hubspot/read_by_id.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "hubspot_fixture.h"
#include "support/catch.h"

using namespace pdhs;
using namespace pdhs::hubspot;
using support::answer;

using State = Lookup::State;

namespace {

using Ids = std::vector<std::string>;

std::string gone(const Ids& ids) {
    return R"(,"numErrors":1,"errors":[{"status":"error","category":"OBJECT_NOT_FOUND","context":{"ids":)" +
           nlohmann::json(ids).dump() + "}}]";
}

std::string merged_from(const std::string& ids) {
    return R"(,"hs_merged_object_ids":")" + ids + "\"";
}

std::vector<State> states(const std::vector<Lookup>& lookups) {
    std::vector<State> result;
    for (const auto& lookup : lookups) result.push_back(lookup.state);
    return result;
}

std::vector<Lookup> match(const Ids& asked, const std::string& body) {
    const auto decoded = decode_batch(body);
    REQUIRE(decoded);
    return match_lookups(asked, *decoded);
}

Ids asked_ids(const HttpRequest& request) {
    Ids result;
    const auto body = nlohmann::json::parse(request.body);
    for (const auto& input : body.at("inputs")) result.push_back(input.at("id"));
    return result;
}

}  // namespace

TEST_CASE("rows with the asked id are alive, named ones are gone") {
    const auto lookups =
        match({"1", "2", "3"}, results_json({contact_json("3", "c@x.org"), contact_json("1", "")}, gone({"2"})));
    CHECK(states(lookups) == std::vector{State::alive, State::gone, State::alive});
    CHECK(lookups[0].id == "1");
    CHECK(lookups[2].record->emails == Ids{"c@x.org"});
}

TEST_CASE("an archived contact is gone") {
    CHECK(states(match({"1"}, results_json({R"({"id":"1","properties":{},"archived":true})"}))) ==
          std::vector{State::gone});
}

TEST_CASE("a merge is found by the ids that the survivor names") {
    const auto lookups =
        match({"1", "2", "3"}, results_json({contact_json("9", "", merged_from("1;2")), contact_json("3", "")}));
    CHECK(states(lookups) == std::vector{State::merged, State::merged, State::alive});
    CHECK(lookups[0].record->ref.id == "9");
    CHECK(lookups[1].record->ref.id == "9");
}

TEST_CASE("a survivor that was asked for too is alive") {
    const auto lookups = match({"1", "9"}, results_json({contact_json("9", "", merged_from("1"))}));
    CHECK(states(lookups) == std::vector{State::merged, State::alive});
}

TEST_CASE("a merge is found by elimination only when one of each is left") {
    CHECK(states(match({"62241"}, wire_sample("200_merged_id_batch_read").body)) == std::vector{State::merged});
    CHECK(states(match({"1", "2"}, results_json({contact_json("1", ""), contact_json("9", "")}))) ==
          std::vector{State::alive, State::merged});
    CHECK(states(match({"1", "2"}, results_json({contact_json("9", "")}))) ==
          std::vector{State::unknown, State::unknown});
    CHECK(states(match({"1"}, results_json({contact_json("8", ""), contact_json("9", "")}))) ==
          std::vector{State::unknown});
}

TEST_CASE("what an answer does not mention, or cannot say, is unknown") {
    CHECK(states(match({"1"}, results_json({}))) == std::vector{State::unknown});
    CHECK(states(match({"1"}, results_json({R"({"id":"1"})"}))) == std::vector{State::unknown});
}

TEST_CASE_METHOD(HubspotFixture, "contacts are read by id in one request") {
    server.then(answer(207, results_json({contact_json("2", "b@x.org")}, gone({"1"}))));
    const auto end = client->by_ids(Ids{"1", "2", "2"});
    CHECK_FALSE(end.failure);
    CHECK(end.usage.requests == 1);
    CHECK(states(end.lookups) == std::vector{State::gone, State::alive, State::alive});
    CHECK(target(0) == "/crm/objects/2026-09/contacts/batch/read?archived=false");
    CHECK(server.requests[0].method == HttpMethod::post);
    CHECK(asked_ids(server.requests[0]) == Ids{"1", "2"});
}

TEST_CASE_METHOD(HubspotFixture, "a hundred ids go in one request") {
    Ids ids;
    for (int id = 1; id <= 201; ++id) ids.push_back(std::to_string(id));
    server.otherwise = [](const HttpRequest& request) {
        return answer(207, results_json({}, gone(asked_ids(request))));
    };
    const auto end = client->by_ids(ids);
    CHECK(end.usage.requests == 3);
    CHECK(end.lookups.size() == 201);
    CHECK(asked_ids(server.requests[2]) == Ids{"201"});
    const auto is_gone = [](const Lookup& lookup) { return lookup.state == State::gone; };
    CHECK(std::all_of(end.lookups.begin(), end.lookups.end(), is_gone));
}

TEST_CASE_METHOD(HubspotFixture, "ids that a shared answer leaves open are asked for singly") {
    server.then(answer(200, results_json({contact_json("8", ""), contact_json("9", "")})));
    server.then(answer(200, results_json({contact_json("9", "")})));
    server.then(answer(200, results_json({})));
    const auto end = client->by_ids(Ids{"1", "2"});
    CHECK(states(end.lookups) == std::vector{State::merged, State::gone});
    CHECK(end.lookups[0].record->ref.id == "9");
    CHECK(end.usage.requests == 3);
}

TEST_CASE_METHOD(HubspotFixture, "a failed look-up says nothing about the rest") {
    server.then(answer(207, results_json({contact_json("1", "")}, "")));
    server.then(recorded("hs_401_no_credentials.json"));
    const auto end = client->by_ids(Ids{"1", "2"});
    REQUIRE(end.failure);
    CHECK(end.failure->kind == FailureKind::unauthorized);
    CHECK(states(end.lookups) == std::vector{State::alive, State::unknown});
}

TEST_CASE_METHOD(HubspotFixture, "a look-up is retried like any read") {
    server.then(answer(500, ""));
    server.then(answer(200, "[]"));
    server.then(answer(200, results_json({contact_json("1", "")})));
    const auto end = client->by_ids(Ids{"1"});
    CHECK(states(end.lookups) == std::vector{State::alive});
    CHECK(end.usage.requests == 3);
}

TEST_CASE_METHOD(HubspotFixture, "nothing is asked for no ids") {
    CHECK(client->by_ids({}).lookups.empty());
    CHECK(server.requests.empty());
}
