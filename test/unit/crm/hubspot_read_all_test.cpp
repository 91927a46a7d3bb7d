#include "hubspot_fixture.h"
#include "pdhs/crm/hubspot/client.h"
#include "pdhs/crm/hubspot/target.h"
#include "pdhs/crm/words.h"
#include "support/catch.h"

using namespace pdhs;
using support::answer;
using support::no_answer;

namespace {

std::string next(const std::string& after) {
    return R"(,"paging":{"next":{"after":")" + after + R"(","link":"https://elsewhere.example/?after=9"}})";
}

std::vector<std::string> ids(const std::vector<Page>& pages) {
    std::vector<std::string> result;
    for (const auto& page : pages)
        for (const auto& record : page.records) result.push_back(record.ref.id);
    return result;
}

/// Reads everything, page by page, into `pages`.
struct Listing : HubspotFixture {
    std::vector<Page> pages;
    Onward onward = Onward::go_on;

    ReadEnd list(const std::string& place = "") {
        return client->list_all(place, [this](const Page& page) -> Result<Onward> {
            pages.push_back(page);
            return onward;
        });
    }
};

}  // namespace

TEST_CASE("the contacts' path of each API version") {
    CHECK(hubspot::contacts_path("2026-09") == "/crm/objects/2026-09/contacts");
    CHECK(hubspot::contacts_path("v3") == "/crm/v3/objects/contacts");
}

TEST_CASE("a place is encoded before it becomes part of an address") {
    CHECK(percent_encoded("NTI1Cg==&a b/é~") == "NTI1Cg%3D%3D%26a%20b%2F%C3%A9~");
}

TEST_CASE_METHOD(Listing, "the listing follows the place, never the link") {
    server.then(answer(200, results_json({contact_json("1", "a@x.org"), contact_json("2", "b@x.org")}, next("a=/3")),
                       {{"date", "Tue, 17 Sep 2024 15:19:55 GMT"}}));
    server.then(answer(200, results_json({contact_json("3", "c@x.org")}), {{"date", "Tue, 17 Sep 2024 15:20:00 GMT"}}));
    const auto end = list();
    CHECK(end.complete);
    CHECK_FALSE(end.failure);
    CHECK(end.began == Time(std::chrono::seconds(1726586395)));
    CHECK(end.usage.requests == 2);
    CHECK(ids(pages) == std::vector<std::string>{"1", "2", "3"});
    CHECK(target(0) ==
          "/crm/objects/2026-09/contacts?limit=100&archived=false&properties=email,hs_additional_emails,firstname,"
          "lastname,phone,mobilephone,company,hs_merged_object_ids");
    CHECK(target(1) == target(0) + "&after=a%3D%2F3");
    CHECK(pages.at(0).next == "a=/3");
    CHECK(pages.at(1).next.empty());
}

TEST_CASE_METHOD(Listing, "a listing goes on from a place of an earlier one") {
    server.then(answer(200, results_json({contact_json("3", "c@x.org")}, next("4")),
                       {{"date", "Tue, 17 Sep 2024 15:19:55 GMT"}}));
    server.then(answer(200, results_json({contact_json("4", "d@x.org")}), {{"date", "Tue, 17 Sep 2024 15:20:00 GMT"}}));
    const auto end = list("a=/3");
    CHECK(end.complete);
    CHECK(end.began == Time(std::chrono::seconds(1726586395)));
    CHECK(ids(pages) == std::vector<std::string>{"3", "4"});
    CHECK_THAT(target(0), contains("&after=a%3D%2F3"));
    CHECK_THAT(target(1), contains("&after=4"));
}

TEST_CASE_METHOD(Listing, "a place that is refused is no failure") {
    const auto status = GENERATE(400, 414, 422);
    server.then(answer(status, R"({"status":"error","message":"Invalid cursor","category":"VALIDATION_ERROR"})"));
    const auto end = list("gone");
    CHECK(end.stop == ReadStop::place_refused);
    CHECK_FALSE(end.failure);
    CHECK_FALSE(end.complete);
    CHECK(end.usage.requests == 1);
    CHECK(pages.empty());
}

TEST_CASE_METHOD(Listing, "a refusal that is not about the caller's place is a failure") {
    const auto place = GENERATE(as<std::string>(), "", "2");
    if (!place.empty()) server.then(answer(200, results_json({contact_json("2", "")}, next("3"))));
    server.then(answer(400, "{}"));
    const auto end = list(place);
    CHECK_FALSE(end.stop);
    REQUIRE(end.failure);
    CHECK(end.failure->kind == FailureKind::refused);
}

TEST_CASE_METHOD(Listing, "other failures at a place are failures") {
    server.then(recorded("hs_401_no_credentials.json"));
    const auto end = list("2");
    CHECK_FALSE(end.stop);
    REQUIRE(end.failure);
    CHECK(end.failure->kind == FailureKind::unauthorized);
}

TEST_CASE_METHOD(Listing, "a place that leads to itself ends the read") {
    server.then(answer(200, results_json({contact_json("2", "")}, next("2"))));
    const auto end = list("2");
    REQUIRE(end.failure);
    CHECK(end.failure->kind == FailureKind::damaged);
    CHECK(pages.empty());
}

TEST_CASE_METHOD(Listing, "each page tells what the read has cost so far") {
    server.then(answer(503, ""));
    server.then(answer(200, results_json({contact_json("1", "")}, next("2")),
                       {{"x-hubspot-ratelimit-daily", "250000"}, {"x-hubspot-ratelimit-daily-remaining", "9"}}));
    server.then(answer(200, results_json({contact_json("2", "")}),
                       {{"x-hubspot-ratelimit-daily", "250000"}, {"x-hubspot-ratelimit-daily-remaining", "8"}}));
    const auto end = list();
    REQUIRE(pages.size() == 2);
    CHECK(pages[0].spent == Usage{.requests = 2, .tokens = 0, .quota = Quota{250'000, 9}});
    CHECK(pages[1].spent == Usage{.requests = 3, .tokens = 0, .quota = Quota{250'000, 8}});
    CHECK(end.usage == pages[1].spent);
}

TEST_CASE_METHOD(Listing, "a sink that has had enough ends the read, if there is more") {
    onward = Onward::stop;
    server.then(answer(200, results_json({contact_json("1", "")}, next("2"))));
    const auto end = list();
    CHECK(end.stop == ReadStop::by_sink);
    CHECK_FALSE(end.complete);
    CHECK_FALSE(end.failure);
    CHECK(end.usage.requests == 1);
    server.then(answer(200, results_json({contact_json("2", "")})));
    const auto rest = list(pages.at(0).next);
    CHECK(rest.complete);
    CHECK_FALSE(rest.stop);
}

TEST_CASE_METHOD(Listing, "an account without contacts is read completely") {
    server.then(answer(200, R"({"results":[]})"));
    CHECK(list().complete);
    CHECK(ids(pages).empty());
}

TEST_CASE_METHOD(Listing, "unusable rows are passed on, archived ones are left out") {
    server.then(answer(200, results_json({R"({"id":"1"})", contact_json("2", "b@x.org"),
                                          R"({"id":"3","properties":{},"archived":true})"})));
    CHECK(list().complete);
    CHECK(ids(pages) == std::vector<std::string>{"2"});
    REQUIRE(pages.at(0).unusable.size() == 1);
    CHECK(pages[0].unusable[0].ref == RecordRef{Crm::hubspot, "1"});
    CHECK_THAT(pages[0].unusable[0].reason, contains("without properties"));
}

TEST_CASE_METHOD(Listing, "a page is asked for again until it can be understood") {
    server.then(answer(503, ""));
    server.then(no_answer(TransportError::Kind::lost));
    server.then(answer(200, R"({"results":[{"properties":{}}]})"));
    server.then(answer(200, results_json({contact_json("1", "a@x.org")})));
    const auto end = list();
    CHECK(end.complete);
    CHECK(end.usage.requests == 4);
    CHECK(pauses().size() == 3);
    CHECK(ids(pages) == std::vector<std::string>{"1"});
}

TEST_CASE_METHOD(Listing, "after four tries the read has failed, and what was read is kept") {
    server.then(answer(200, results_json({contact_json("1", "a@x.org")}, next("2"))));
    for (int tries = 0; tries < 4; ++tries) server.then(answer(200, std::string(200'000, '[')));
    const auto end = list();
    CHECK_FALSE(end.complete);
    REQUIRE(end.failure);
    CHECK(end.failure->kind == FailureKind::damaged);
    CHECK(end.usage.requests == 5);
    CHECK(pages.size() == 1);
}

TEST_CASE_METHOD(Listing, "a burst limit is waited for, a daily one is not") {
    server.then(recorded("hs_429_ten_secondly.json"));
    server.then(recorded("hs_429_daily.json"));
    const auto end = list();
    REQUIRE(end.failure);
    CHECK(end.failure->kind == FailureKind::daily_quota);
    CHECK(pauses() == std::vector<Millis>{Millis(10'000)});
}

TEST_CASE_METHOD(Listing, "a bad token ends the read at once") {
    server.then(recorded("hs_401_no_credentials.json"));
    const auto end = list();
    REQUIRE(end.failure);
    CHECK(end.failure->kind == FailureKind::unauthorized);
    CHECK(end.usage.requests == 1);
}

TEST_CASE_METHOD(Listing, "what left twice, on a kept connection that was dead, is paid twice") {
    auto page = answer(200, results_json({contact_json("3", "c@x.org")}));
    page.times_sent = 2;
    server.then(page);
    auto lost = no_answer(TransportError::Kind::lost);
    CHECK(list().usage.requests == 2);
    lost.times_sent = 3;
    server.then(lost);
    server.then(page);
    CHECK(list().usage.requests == 5);
}

TEST_CASE_METHOD(Listing, "what never left is tried again and costs nothing") {
    for (int tries = 0; tries < 4; ++tries) server.then(no_answer(TransportError::Kind::not_sent));
    const auto end = list();
    REQUIRE(end.failure);
    CHECK(end.failure->kind == FailureKind::unreachable);
    CHECK(end.usage.requests == 0);
    CHECK(server.requests.size() == 4);
}

TEST_CASE_METHOD(Listing, "a place that repeats ends the read") {
    server.otherwise = [](const HttpRequest&) { return answer(200, results_json({contact_json("1", "")}, next("2"))); };
    const auto end = list();
    CHECK_FALSE(end.complete);
    REQUIRE(end.failure);
    CHECK(end.failure->kind == FailureKind::damaged);
    CHECK(server.requests.size() == 2);
}

TEST_CASE_METHOD(Listing, "places that change without bringing anybody new end the read") {
    int place = 0;
    server.otherwise = [&](const HttpRequest&) {
        return answer(200, results_json({contact_json("1", "")}, next(std::to_string(++place))));
    };
    const auto end = list();
    REQUIRE(end.failure);
    CHECK(end.failure->kind == FailureKind::damaged);
    CHECK(server.requests.size() == 2);
}

TEST_CASE_METHOD(Listing, "a contact on two pages does no harm while others are new") {
    server.then(answer(200, results_json({contact_json("1", ""), contact_json("2", "")}, next("2"))));
    server.then(answer(200, results_json({contact_json("2", ""), contact_json("3", "")}, next("4"))));
    server.then(answer(200, results_json({contact_json("3", "")})));
    CHECK(list().complete);
}

TEST_CASE_METHOD(Listing, "a sink that fails ends the read") {
    server.then(answer(200, results_json({contact_json("1", "")}, next("2"))));
    const auto end =
        client->list_all("", [](const Page&) -> Result<Onward> { return fail(ErrorKind::state, "disk full"); });
    CHECK_FALSE(end.complete);
    REQUIRE(end.failure);
    CHECK(end.failure->kind == FailureKind::state);
    CHECK(end.failure->message == "disk full");
}

TEST_CASE_METHOD(Listing, "an interrupt ends the read before the next page") {
    server.then([this](const HttpRequest&) {
        interrupted = true;
        return answer(200, results_json({contact_json("1", "")}, next("2")));
    });
    const auto end = list();
    CHECK_FALSE(end.complete);
    REQUIRE(end.failure);
    CHECK(end.failure->kind == FailureKind::interrupted);
    CHECK(server.requests.size() == 1);
}

TEST_CASE_METHOD(Listing, "the daily quota is reported as last announced") {
    server.then(answer(200, results_json({contact_json("1", "")}, next("2")),
                       {{"x-hubspot-ratelimit-daily", "250000"}, {"x-hubspot-ratelimit-daily-remaining", "100"}}));
    server.then(answer(200, results_json({})));
    CHECK(list().usage.quota == Quota{250'000, 100});
}

TEST_CASE_METHOD(Listing, "a window that HubSpot calls used up is waited for") {
    server.then(answer(200, results_json({contact_json("1", "")}, next("2")),
                       {{"x-hubspot-ratelimit-max", "100"},
                        {"x-hubspot-ratelimit-remaining", "0"},
                        {"x-hubspot-ratelimit-interval-milliseconds", "10000"}}));
    server.then(answer(200, results_json({})));
    CHECK(list().complete);
    REQUIRE(pauses().size() == 1);
    CHECK(pauses()[0] <= Millis(10'000));
}

TEST_CASE_METHOD(Listing, "each read counts its own requests") {
    server.otherwise = [](const HttpRequest&) { return answer(200, R"({"results":[]})"); };
    CHECK(list().usage.requests == 1);
    CHECK(list().usage.requests == 1);
}

TEST_CASE_METHOD(Listing, "HubSpot has no organizations") {
    const std::vector<std::string> asked = {"1"};
    CHECK(client->organization_names(asked).names.empty());
}
