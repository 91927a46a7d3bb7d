#include "pipedrive_fixture.h"

using namespace pdhs;
using support::answer;

namespace {

using Ids = std::vector<std::string>;

const std::string monday_target =
    "/api/v2/persons?limit=500&sort_by=id&sort_direction=asc&updated_since=2026-11-23T07%3A00%3A00Z";

}  // namespace

TEST_CASE_METHOD(PipedriveFixture, "changes are read page by page, by the same filter") {
    server.then(answer(200, page_json({person_json("3"), person_json("8")}, "a="),
                       {{"date", "Mon, 23 Nov 2026 07:00:00 GMT"}}));
    server.then(answer(200, page_json({person_json("9")}), {{"date", "Mon, 23 Nov 2026 07:00:09 GMT"}}));
    const auto end = changed_since(monday_at_seven());
    CHECK(end.complete);
    CHECK(end.failure == std::nullopt);
    CHECK(end.began == monday_at_seven());
    CHECK(end.usage == Usage{2, 20});
    CHECK(ids_of(records) == Ids{"3", "8", "9"});
    CHECK(targets() == Ids{monday_target, monday_target + "&cursor=a%3D"});
}

TEST_CASE_METHOD(PipedriveFixture, "the second in which changes begin is asked for as a whole") {
    server.otherwise = [](const HttpRequest&) { return answer(200, page_json({})); };
    CHECK(changed_since(monday_at_seven(999)).complete);
    CHECK(changed_since(monday_at_seven(-1)).complete);
    CHECK(changed_since(Time(Millis(0))).complete);
    CHECK(target(0) == monday_target);
    CHECK_THAT(target(1), contains("&updated_since=2026-11-23T06%3A59%3A59Z"));
    CHECK_THAT(target(2), contains("&updated_since=1970-01-01T00%3A00%3A00Z"));
}

TEST_CASE_METHOD(PipedriveFixture, "a page of changes tells its costs, but no place to go on") {
    server.then(answer(200, page_json({person_json("3")}, "a")));
    server.then(answer(200, page_json({person_json("4")})));
    CHECK(changed_since(monday_at_seven()).complete);
    REQUIRE(pages.size() == 2);
    CHECK(pages[0].next.empty());
    CHECK(pages[0].spent == Usage{1, 10});
    CHECK(pages[1].spent == Usage{2, 20});
}

TEST_CASE_METHOD(PipedriveFixture, "among changes too, deleted persons are left out and unusable ones reported") {
    server.then(answer(200, page_json({person_json("1", R"(,"is_deleted":true)"), R"({"id":2,"name":[]})"})));
    CHECK(changed_since(monday_at_seven()).complete);
    CHECK(records.empty());
    CHECK(unusable == std::vector<UnusableRow>{{{Crm::pipedrive, "2"}, "name: not a text"}});
}

TEST_CASE_METHOD(PipedriveFixture, "a sink that has enough ends the reading of changes") {
    server.otherwise = [](const HttpRequest&) { return answer(200, page_json({person_json("1")}, "a")); };
    most_pages = 1;
    const auto end = changed_since(monday_at_seven());
    CHECK_FALSE(end.complete);
    CHECK(end.stop == ReadStop::by_sink);
    CHECK(server.requests.size() == 1);
}

TEST_CASE_METHOD(PipedriveFixture, "changes that cannot be read to their end are a failure") {
    server.then(answer(200, page_json({person_json("1")}, "a")));
    server.then(answer(400, R"({"success":false,"error":"Invalid cursor"})"));
    const auto cut = changed_since(monday_at_seven());
    CHECK_FALSE(cut.complete);
    CHECK(cut.failure->kind == FailureKind::refused);
    CHECK(cut.stop == std::nullopt);
    server.then(answer(400, R"({"success":false,"error":"not a valid datetime"})"));
    CHECK(changed_since(monday_at_seven()).failure->kind == FailureKind::refused);
}
