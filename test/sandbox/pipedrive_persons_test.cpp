#include "sandbox/strings.h"
#include "sandbox/test_client.h"
#include "support/catch.h"

using namespace sandbox;

namespace {

Json person(Json members) {
    members["name"] = "Jane Doe";
    return members;
}

}  // namespace

TEST_CASE("the gateway refuses an unknown token before it looks at the path") {
    Sandbox crms;
    auto client = pipedrive_client(crms);
    client.set_headers({{"x-api-token", "wrong"}});
    const auto answer = client.remove("/no/such/path");
    CHECK(answer.status == 401);
    CHECK(
        answer.body ==
        R"({"success":false,"error":"unauthorized access","errorCode":401,"error_info":"Please check developers.pipedrive.com"})");
    CHECK(answer.header("x-401-by-gw") == "true");
    CHECK_FALSE(answer.header("x-correlation-id").empty());
}

TEST_CASE("a token in the query works only where the switch says so") {
    Sandbox crms;
    auto client = pipedrive_client(crms);
    client.set_headers({});
    const auto path = persons_path + "?api_token=" + crms.pipedrive().options().token;
    CHECK(client.get(path).status == 401);
    crms.pipedrive().configure([](PipedriveOptions& options) { options.accept_query_token = Switch::on; });
    CHECK(client.get(path).status == 200);
    CHECK(crms.pipedrive().journal().back().path == persons_path + "?api_token=***");
}

TEST_CASE("persons are listed by pages with a cursor that names the next one") {
    Sandbox crms;
    for (int each = 0; each < 3; ++each) crms.pipedrive().add_person("Person");
    auto client = pipedrive_client(crms);
    const auto first = client.get(persons_path + "?limit=2").json();
    CHECK(first["data"].size() == 2);
    const auto cursor = first["additional_data"]["next_cursor"].get<std::string>();
    CHECK(cursor == "eyJmaWVsZCI6ImlkIiwiZmllbGRWYWx1ZSI6Mywic29ydERpcmVjdGlvbiI6ImFzYyIsImlkIjozfQ");
    const auto last = client.get(persons_path + "?limit=2&cursor=" + cursor).json();
    CHECK(last["data"][0]["id"] == 3);
    CHECK(last["additional_data"]["next_cursor"].is_null());
    CHECK(client.get(persons_path + "?cursor=nonsense").status == 400);
    crms.pipedrive().configure([](PipedriveOptions& options) { options.most_a_page = 1; });
    const auto short_one = client.get(persons_path + "?limit=2").json();
    CHECK(short_one["data"].size() == 1);
    CHECK(short_one["additional_data"]["next_cursor"].is_string());
    CHECK(client.get(persons_path + "?limit=500").status == 200);
    CHECK(client.get(persons_path + "?limit=501").status == 400);
    CHECK(client.get(persons_path + "?limit=0").status == 400);
    crms.pipedrive().configure([](PipedriveOptions& options) { options.cursors_expire = Switch::on; });
    CHECK(client.get(persons_path + "?cursor=" + cursor).status == 400);
}

TEST_CASE("a page sorted by time breaks ties by id") {
    Sandbox crms;
    crms.clock().freeze();
    for (int each = 0; each < 4; ++each) crms.pipedrive().add_person("Person");
    crms.clock().advance(5'000);
    crms.pipedrive().edit_person(2, [](Person& changed) { changed.name = "Changed"; });
    auto client = pipedrive_client(crms);
    std::vector<int> ids;
    std::string cursor;
    do {
        const auto page = client.get(persons_path + "?limit=2&sort_by=update_time&sort_direction=desc" + cursor).json();
        for (const auto& row : page["data"]) ids.push_back(row["id"]);
        const auto& next = page["additional_data"]["next_cursor"];
        cursor = next.is_null() ? "" : "&cursor=" + next.get<std::string>();
    } while (!cursor.empty());
    CHECK(ids == std::vector<int>{2, 4, 3, 1});
}

TEST_CASE("a page of changes is full before it names another one") {
    Sandbox crms;
    crms.clock().freeze();
    crms.clock().set(1'795'417'200'000);
    for (int each = 0; each < 6; ++each) crms.pipedrive().add_person("Person");
    crms.clock().advance(1'000);
    for (const auto id : {2, 4, 6}) crms.pipedrive().edit_person(id, [](Person& changed) { changed.name = "Changed"; });
    auto client = pipedrive_client(crms);
    const auto changes = persons_path + "?updated_since=2026-11-23T07:00:01Z&limit=";
    CHECK(client.get(changes + "3").json()["additional_data"]["next_cursor"].is_null());
    const auto first = client.get(changes + "2").json();
    CHECK(first["data"][1]["id"] == 4);
    const auto cursor = first["additional_data"]["next_cursor"].get<std::string>();
    CHECK(cursor == to_base64url(R"({"field":"id","fieldValue":6,"sortDirection":"asc","id":6})"));
    const auto last = client.get(changes + "2&cursor=" + cursor).json();
    CHECK(last["data"].size() == 1);
    CHECK(last["data"][0]["id"] == 6);
    CHECK(last["additional_data"]["next_cursor"].is_null());
}

TEST_CASE("a cursor fits only the order that it was given for") {
    Sandbox crms;
    for (int each = 0; each < 3; ++each) crms.pipedrive().add_person("Person");
    auto client = pipedrive_client(crms);
    const auto by_time = persons_path + "?limit=2&sort_by=add_time&sort_direction=";
    const auto cursor = client.get(by_time + "desc").json()["additional_data"]["next_cursor"].get<std::string>();
    CHECK(client.get(by_time + "desc&cursor=" + cursor).json()["data"][0]["id"] == 1);
    CHECK(client.get(by_time + "asc&cursor=" + cursor).status == 400);
    CHECK(client.get(persons_path + "?sort_direction=desc&cursor=" + cursor).status == 400);
    for (const auto* strange :
         {R"({"field":"name","fieldValue":1,"sortDirection":"asc","id":1})", R"({"field":"id","fieldValue":1})",
          R"({"field":"id","fieldValue":2,"sortDirection":"asc","id":1})", "[]", "7"})
        CHECK(client.get(persons_path + "?cursor=" + to_base64url(strange)).status == 400);
    const auto no_time = to_base64url(R"({"field":"add_time","fieldValue":1,"sortDirection":"asc","id":1})");
    CHECK(client.get(by_time + "asc&cursor=" + no_time).status == 400);
}

TEST_CASE("updated_since is inclusive and takes whole seconds only") {
    Sandbox crms;
    crms.clock().freeze();
    crms.clock().set(1'795'417'200'999);
    crms.pipedrive().add_person("Person");
    auto client = pipedrive_client(crms);
    const auto rows = [&](const std::string& query) {
        return client.get(persons_path + "?" + query).json()["data"].size();
    };
    CHECK(rows("updated_since=2026-11-23T07:00:00Z") == 1);
    CHECK(rows("updated_since=2026-11-23T07:00:01Z") == 0);
    CHECK(rows("updated_until=2026-11-23T07:00:00Z") == 0);
    const auto refused = client.get(persons_path + "?updated_since=2026-11-23T07:00:00.000Z");
    CHECK(refused.status == 400);
    CHECK(refused.json()["code"] == "ERR_SCHEMA_VALIDATION_FAILED");
    CHECK_THAT(refused.json()["error"].get<std::string>(), contains("not a valid datetime"));
}

TEST_CASE("query parameters are checked") {
    Sandbox crms;
    crms.pipedrive().add_person("Person");
    auto client = pipedrive_client(crms);
    CHECK(client.get(persons_path + "?type=x").status == 400);
    CHECK(client.get(persons_path + "?include_labels=1").status == 400);
    CHECK(client.get(persons_path + "?owner_id=x").status == 400);
    CHECK(client.get(persons_path + "?ids=1,2").json()["data"].size() == 1);
    std::string ids = "1";
    for (int each = 0; each < 100; ++each) ids += ",1";
    CHECK(client.get(persons_path + "?ids=" + ids).status == 400);
    CHECK(client.get(persons_path + "/x").status == 400);
    crms.pipedrive().configure([](PipedriveOptions& options) { options.refuse_unknown_parameters = Switch::off; });
    CHECK(client.get(persons_path + "?type=x").status == 200);
}

TEST_CASE("a create is trimmed, split, and echoed") {
    Sandbox crms;
    const auto organization = crms.pipedrive().add_organization("Acme");
    auto client = pipedrive_client(crms);
    const auto answer =
        client.post(persons_path, Json{{"name", "  Mary Ann Lee "},
                                       {"org_id", organization},
                                       {"emails", {Json{{"value", "a@x.example"}}, Json{{"value", "not an e-mail"}}}},
                                       {"phones", Json::array()}});
    CHECK(answer.status == 200);
    const auto data = answer.json()["data"];
    CHECK(data["name"] == "Mary Ann Lee");
    CHECK(data["first_name"] == "Mary Ann");
    CHECK(data["last_name"] == "Lee");
    CHECK(data["emails"][0] == Json{{"label", "work"}, {"value", "a@x.example"}, {"primary", true}});
    CHECK(data["emails"][1]["primary"] == false);
    CHECK(data["phones"] == Json::array());
    CHECK(data["org_id"] == organization);
    CHECK(client.post(persons_path, person({{"emails", {Json{{"value", "a@x.example"}}}}})).status == 200);
    CHECK(crms.pipedrive().persons().size() == 2);
}

TEST_CASE("a body is taken strictly") {
    Sandbox crms;
    auto client = pipedrive_client(crms);
    const auto status = [&](const Json& body) { return client.post(persons_path, body).status; };
    CHECK(status(Json::object()) == 400);
    CHECK(status(Json{{"name", "   "}}) == 400);
    CHECK(status(Json{{"name", std::string(256, 'x')}}) == 400);
    CHECK(status(Json{{"name", std::string(255, 'x')}}) == 200);
    CHECK(status(Json{{"first_name", "A"}, {"last_name", "B"}}) == 400);
    CHECK(status(person({{"unknown", 1}})) == 400);
    CHECK(status(person({{"update_time", "2026-01-01T00:00:00Z"}})) == 400);
    CHECK(status(person({{"emails", {"a@example.com"}}})) == 400);
    CHECK(status(person({{"emails", "a@example.com"}})) == 400);
    CHECK(status(person({{"emails", {Json{{"value", "a"}, {"primary", "true"}}}}})) == 400);
    const auto primary = [](const char* value) { return Json{{"value", value}, {"primary", true}}; };
    CHECK(status(person({{"emails", {primary("a"), primary("b")}}})) == 400);
    CHECK(status(person({{"phones", {Json{{"value", ""}}}}})) == 400);
    CHECK(status(person({{"org_id", "1"}})) == 400);
    CHECK(status(person({{"org_id", 77}})) == 400);
    CHECK(status(person({{"visible_to", 2}})) == 400);
    CHECK(status(person({{"custom_fields", {{"0000000000", "x"}}}})) == 400);
    CHECK(status(person({{"custom_fields", {{"custom_fields", Json::object()}}}})) == 500);
    CHECK(status(person({{"job_title", "x"}})) == 403);
    CHECK(client.post_text(persons_path, R"({"name":"A"})", "text/plain").status == 400);
    CHECK(client.post_text(persons_path, "{").status == 400);
    CHECK(crms.pipedrive().persons().size() == 1);
}

TEST_CASE("switches of a create") {
    Sandbox crms;
    crms.pipedrive().configure([](PipedriveOptions& options) {
        options.created_status = 201;
        options.accept_first_and_last_name = Switch::on;
        options.split_name_at_last_blank = Switch::off;
        options.person_cap = 2;
    });
    auto client = pipedrive_client(crms);
    const auto pair = client.post(persons_path, Json{{"first_name", "Ada"}, {"last_name", "van Quince"}});
    CHECK(pair.status == 201);
    CHECK(pair.json()["data"]["name"] == "Ada van Quince");
    CHECK(client.post(persons_path, Json{{"name", "Mary Ann Lee"}}).json()["data"]["first_name"] == "Mary");
    const auto capped = client.post(persons_path, Json{{"name", "One More"}});
    CHECK(capped.status == 403);
    CHECK_THAT(capped.json()["code"].get<std::string>(), contains("feature_capping"));
}

TEST_CASE("a change replaces whole lists and moves update_time") {
    Sandbox crms;
    crms.clock().freeze();
    const auto id = crms.pipedrive().add_person("Jane Doe", {"a@example.com", "b@example.com"}, {"1"});
    auto client = pipedrive_client(crms);
    const auto path = persons_path + "/" + std::to_string(id);
    const auto before = client.get(path).json()["data"]["update_time"];
    crms.clock().advance(1'000);
    const auto changed =
        client.patch(path, Json{{"emails", {Json{{"value", "c@example.com"}}}}, {"phones", Json::array()}});
    CHECK(changed.status == 200);
    CHECK(changed.json()["data"]["emails"].size() == 1);
    CHECK(changed.json()["data"]["phones"].empty());
    CHECK(changed.json()["data"]["name"] == "Jane Doe");
    CHECK(changed.json()["data"]["update_time"] != before);
    CHECK(client.patch(path, Json{{"add_time", "2026-01-01T00:00:00Z"}}).status == 400);
}

TEST_CASE("a deleted person can be read by id for 30 days and is not listed") {
    Sandbox crms;
    crms.clock().freeze();
    const auto id = crms.pipedrive().add_person("Jane Doe");
    auto client = pipedrive_client(crms);
    const auto path = persons_path + "/" + std::to_string(id);
    CHECK(client.remove(path).json()["data"]["id"] == id);
    CHECK(client.get(path).json()["data"]["is_deleted"] == true);
    CHECK(client.get(persons_path).json()["data"].empty());
    CHECK(client.patch(path, Json{{"name", "B"}}).status == 404);
    CHECK(client.remove(path).status == 404);
    crms.pipedrive().configure([](PipedriveOptions& options) { options.deleted_persons = DeletedPersons::listed; });
    CHECK(client.get(persons_path).json()["data"].size() == 1);
    crms.pipedrive().configure([](PipedriveOptions& options) { options.deleted_persons = DeletedPersons::not_found; });
    CHECK(client.get(path).status == 404);
    crms.pipedrive().configure(
        [](PipedriveOptions& options) { options.deleted_persons = DeletedPersons::readable_by_id; });
    crms.clock().advance(std::int64_t{31} * 86'400'000);
    const auto gone = client.get(path);
    CHECK(gone.status == 404);
    CHECK(gone.json()["error"] == "Entity was not found");
}

TEST_CASE("a merge deletes one person and stacks its values on the other") {
    Sandbox crms;
    const auto survivor = crms.pipedrive().add_person("Jane", {"a@example.com"});
    const auto loser = crms.pipedrive().add_person("Janet", {"A@example.com", "b@example.com"}, {"1"});
    CHECK_THROWS_AS(crms.pipedrive().merge_persons(loser, loser), std::invalid_argument);
    crms.pipedrive().merge_persons(loser, survivor);
    REQUIRE(crms.pipedrive().persons().size() == 1);
    const auto merged = crms.pipedrive().persons().front();
    CHECK(merged.name == "Jane");
    CHECK(merged.emails == std::vector<PersonValue>{{"a@example.com", "work", true}, {"b@example.com", "work", false}});
    CHECK(merged.phones.front().value == "1");
}

TEST_CASE("a user who is no admin sees only what is visible to him") {
    Sandbox crms;
    crms.pipedrive().add_person("Shown");
    const auto hidden = crms.pipedrive().add_person("Hidden");
    crms.pipedrive().edit_person(hidden, [](Person& changed) { changed.visible = false; });
    crms.pipedrive().configure([](PipedriveOptions& options) { options.admin = Switch::off; });
    auto client = pipedrive_client(crms);
    CHECK(client.get(persons_path).json()["data"].size() == 1);
    CHECK(client.get(persons_path + "/" + std::to_string(hidden)).status == 404);
    for (const auto* path : {"/v1/users/me", "/api/v1/users/me"}) {
        const auto me = client.get(path).json()["data"];
        CHECK(me["company_id"] == 54'235'233);
        CHECK(me["access"][1] ==
              Json{{"app", "global"}, {"admin", false}, {"permission_set_id", me["access"][1]["permission_set_id"]}});
    }
    CHECK(client.get("/api/v2/users/me").status == 404);
}

TEST_CASE("search looks into a delayed index, without regard to case") {
    Sandbox crms;
    crms.clock().freeze();
    const auto organization = crms.pipedrive().add_organization("Acme");
    crms.pipedrive().add_person("Jane Doe", {"Jane+x@example.com"}, {}, organization);
    auto client = pipedrive_client(crms);
    const auto path = persons_path + "/search?fields=email&exact_match=true&term=jane%2Bx@example.com";
    CHECK(client.get(path).json()["data"]["items"].empty());
    crms.clock().advance(3'000);
    const auto item = client.get(path).json()["data"]["items"][0]["item"];
    CHECK(item["emails"][0] == "Jane+x@example.com");
    CHECK(item["organization"]["name"] == "Acme");
    const auto refused = client.get(persons_path + "/search?term=");
    CHECK(refused.status == 400);
    CHECK(refused.json()["error"] == "Invalid input: \"term\" is not allowed to be empty");
    CHECK(refused.json()["code"] == "ERR_INVALID_INPUT");
    CHECK(client.get(persons_path + "/search?term=ab&limit=101").status == 400);
}

TEST_CASE("organizations and person fields") {
    Sandbox crms;
    auto client = pipedrive_client(crms);
    CHECK(client.post("/api/v2/organizations", Json::object()).status == 400);
    const auto id = client.post("/api/v2/organizations", Json{{"name", "Acme"}}).json()["data"]["id"].get<int>();
    CHECK(client.get("/api/v2/organizations?ids=" + std::to_string(id)).json()["data"][0]["name"] == "Acme");
    CHECK(client.get("/api/v2/organizations/" + std::to_string(id)).status == 200);
    const auto field =
        client.post("/api/v2/personFields", Json{{"field_name", "HubSpot id"}, {"field_type", "varchar"}}).json();
    const auto code = field["data"]["field_code"].get<std::string>();
    CHECK(code.size() == 40);
    const auto made = client.post(persons_path, person({{"custom_fields", {{code, "151"}}}})).json();
    CHECK(made["data"]["custom_fields"][code] == "151");
    crms.pipedrive().add_person("Without");
    CHECK(client.get(persons_path).json()["data"][1]["custom_fields"][code].is_null());
}

TEST_CASE("a person without e-mail has several shapes") {
    Sandbox crms;
    crms.pipedrive().add_person("Jane Doe");
    auto client = pipedrive_client(crms);
    const auto emails = [&](EmptyEmails form) {
        crms.pipedrive().configure([&](PipedriveOptions& options) { options.empty_emails = form; });
        return client.get(persons_path).json()["data"][0]["emails"];
    };
    CHECK(emails(EmptyEmails::empty_list) == Json::array());
    CHECK(emails(EmptyEmails::null).is_null());
    CHECK(emails(EmptyEmails::blank_entry)[0]["value"] == "");
}
