#include <nlohmann/json.hpp>

#include "hubspot_changes.h"
#include "support/catch.h"

using namespace pdhs;
using support::answer;
using support::no_answer;

namespace {

using Json = nlohmann::json;
using Ids = std::vector<std::string>;

Json filter(const char* property, const char* relation, const std::string& value) {
    return {{"propertyName", property}, {"operator", relation}, {"value", value}};
}

}  // namespace

TEST_CASE_METHOD(Changes, "changes are searched for by time, and paged by id") {
    server.then(answer(200, full_page(108'782'252'209, 201), {{"date", "Tue, 17 Sep 2024 15:19:55 GMT"}}));
    server.then(answer(200, results_json({contact_json("108782252409", "b@x.org")}, total(1)),
                       {{"date", "Tue, 17 Sep 2024 15:20:00 GMT"}}));
    const auto end = read();
    CHECK(end.complete);
    CHECK_FALSE(end.failure);
    CHECK_FALSE(end.stop);
    CHECK(end.began == Time(std::chrono::seconds(1726586395)));
    CHECK(end.usage.requests == 2);
    CHECK(ids().size() == 201);
    CHECK(pages.back().records.back().emails == Ids{"b@x.org"});
    CHECK(target(0) == "/crm/objects/2026-09/contacts/search");
    CHECK(server.requests[0].method == HttpMethod::post);
    auto expected = Json::parse(R"({"sorts":[{"propertyName":"hs_object_id","direction":"ASCENDING"}],"limit":200,
        "properties":["email","hs_additional_emails","firstname","lastname","phone","mobilephone","company",
        "hs_merged_object_ids"]})");
    auto filters = Json::array({filter("lastmodifieddate", "GTE", "1795417200000")});
    expected["filterGroups"] = Json::array({Json{{"filters", filters}}});
    CHECK(sent(0) == expected);
    filters.push_back(filter("hs_object_id", "GT", "108782252408"));
    expected["filterGroups"] = Json::array({Json{{"filters", filters}}});
    CHECK(sent(1) == expected);
    CHECK(body(1).size() < 3'000);
}

TEST_CASE_METHOD(Changes, "no changes are one search") {
    server.then(answer(200, R"({"total":0,"results":[]})"));
    CHECK(read().complete);
    CHECK(ids().empty());
    CHECK(server.requests.size() == 1);
}

TEST_CASE_METHOD(Changes, "a page of changes tells what the read has cost, and no place to go on from") {
    server.then(answer(200, full_page(1, 201),
                       {{"x-hubspot-ratelimit-daily", "250000"}, {"x-hubspot-ratelimit-daily-remaining", "7"}}));
    server.then(answer(503, ""));
    server.then(answer(200, results_json(contacts(201, 1), total(1))));
    CHECK(read().usage == Usage{.requests = 3, .tokens = 0, .quota = Quota{250'000, 7}});
    REQUIRE(pages.size() == 2);
    CHECK(pages[0].spent == Usage{.requests = 1, .tokens = 0, .quota = Quota{250'000, 7}});
    CHECK(pages[1].spent.requests == 3);
    CHECK(pages[0].next.empty());
    CHECK(pages[1].next.empty());
}

TEST_CASE_METHOD(Changes, "the recorded search page is followed by one above its highest id") {
    server.then(recorded("hs_search_contacts_page1_200.json"));
    server.then(answer(200, results_json(contacts(502, 56), total(56))));
    CHECK(read().complete);
    CHECK(asked_above(0).empty());
    CHECK(asked_above(1) == "501");
    CHECK(ids().size() == 57);
}

TEST_CASE_METHOD(Changes, "a full page is followed by another, whatever the total says") {
    const auto said = GENERATE(as<std::string>(), R"(,"total":200)", R"(,"total":5)", R"(,"total":null)", "");
    server.then(answer(200, results_json(contacts(1, 200), said)));
    server.then(answer(200, results_json({}, total(0))));
    CHECK(read().complete);
    CHECK(server.requests.size() == 2);
}

TEST_CASE_METHOD(Changes, "a page that is not full is the last, unless more is announced") {
    const auto said = GENERATE(as<std::string>(), R"(,"total":3)", R"(,"total":"3")", R"(,"total":1)", R"(,"total":{})",
                               R"(,"total":-1)", "");
    server.then(answer(200, results_json(contacts(1, 2), total(5))));
    server.then(answer(200, results_json(contacts(7, 3), said)));
    CHECK(read().complete);
    CHECK(ids() == Ids{"1", "2", "7", "8", "9"});
    CHECK(asked_above(1) == "2");
}

TEST_CASE_METHOD(Changes, "offsets that an answer offers are ignored") {
    server.then(answer(200, results_json(contacts(1, 1), R"(,"total":1,"paging":{"next":{"after":"1"}})")));
    CHECK(read().complete);
    CHECK(server.requests.size() == 1);
}

TEST_CASE_METHOD(Changes, "ids are compared as numbers") {
    server.then(answer(200, results_json({contact_json("99", ""), contact_json("108782252209", "")}, total(3))));
    server.then(answer(200, results_json({contact_json("108782252210", "")}, total(1))));
    CHECK(read().complete);
    CHECK(asked_above(1) == "108782252209");
}

TEST_CASE_METHOD(Changes, "unusable changes are passed on, archived ones are left out") {
    server.then(answer(200, results_json({R"({"id":"1"})", contact_json("2", "b@x.org"),
                                          R"({"id":3,"properties":{},"archived":true,"unheard":[1]})"},
                                         total(3))));
    CHECK(read().complete);
    CHECK(ids() == Ids{"2"});
    REQUIRE(pages.at(0).unusable.size() == 1);
    CHECK(pages[0].unusable[0].ref == RecordRef{Crm::hubspot, "1"});
    CHECK_THAT(pages[0].unusable[0].reason, contains("without properties"));
}

TEST_CASE_METHOD(Changes, "a search is repeated until its answer can be understood") {
    const auto broken = GENERATE("", "<html>", "[]", "{}", R"({"total":1})", R"({"total":1,"results":{}})",
                                 R"({"total":1,"results":[{"properties":{}}]})");
    server.then(answer(200, broken));
    server.then(no_answer(TransportError::Kind::lost));
    server.then(answer(200, results_json(contacts(1, 1), total(1)), {{"date", "Tue, 17 Sep 2024 15:19:55 GMT"}}));
    const auto end = read();
    CHECK(end.complete);
    CHECK(end.began == Time(std::chrono::seconds(1726586395)));
    CHECK(end.usage.requests == 3);
    CHECK(ids() == Ids{"1"});
}

TEST_CASE_METHOD(Changes, "after four tries the read of changes has failed") {
    server.otherwise = [](const HttpRequest&) { return answer(200, R"({"total":1})"); };
    const auto end = read();
    CHECK(is_damaged(end));
    CHECK_FALSE(end.began);
    CHECK(end.usage.requests == 4);
    CHECK(pages.empty());
}

TEST_CASE_METHOD(Changes, "a page that brings no higher id ends the read") {
    server.otherwise = [](const HttpRequest&) { return answer(200, full_page(1, 400)); };
    CHECK(is_damaged(read()));
    CHECK(server.requests.size() == 2);
    CHECK(pages.size() == 1);
}

TEST_CASE_METHOD(Changes, "a page out of order hides contacts, unless it is the last") {
    server.then(answer(200, results_json({contact_json("9", ""), contact_json("7", "")}, total(3))));
    CHECK(is_damaged(read()));
    CHECK(pages.empty());
    server.then(answer(200, results_json({contact_json("9", ""), contact_json("7", "")}, total(2))));
    CHECK(read().complete);
    CHECK(ids() == Ids{"9", "7"});
}
