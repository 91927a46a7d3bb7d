#include <set>

#include "sandbox/test_client.h"
#include "support/catch.h"

using namespace sandbox;

namespace {

const auto create_path = contacts_path + "/batch/create";

Json traced(const std::string& trace_id, const std::string& email) {
    return {{"objectWriteTraceId", trace_id}, {"properties", {{"email", email}}}};
}

Json untraced(const std::string& email) {
    return {{"properties", {{"email", email}}}};
}

Json inputs(Json list) {
    return {{"inputs", std::move(list)}};
}

std::set<std::string> emails_in(const Json& results) {
    std::set<std::string> emails;
    for (const auto& result : results) emails.insert(result["properties"]["email"].get<std::string>());
    return emails;
}

}  // namespace

TEST_CASE("a batch creates all, in no particular order") {
    Sandbox crms;
    auto list = Json::array();
    for (int each = 0; each < 100; ++each) list.push_back(untraced("P" + std::to_string(each) + "@example.com"));
    auto client = hubspot_client(crms);
    const auto answer = client.post(create_path, inputs(list));
    CHECK(answer.status == 201);
    const auto json = answer.json();
    CHECK(json["status"] == "COMPLETE");
    CHECK_FALSE(json.contains("errors"));
    CHECK(emails_in(json["results"]).count("p99@example.com") == 1);
    bool in_order = true;
    for (std::size_t each = 0; each < 100; ++each)
        in_order =
            in_order && json["results"][each]["properties"]["email"] == "p" + std::to_string(each) + "@example.com";
    CHECK_FALSE(in_order);
    list.push_back(untraced("one.more@example.com"));
    CHECK(client.post(create_path, inputs(list)).status == 400);
    CHECK(crms.hubspot().contacts().size() == 100);
}

TEST_CASE("without trace ids one bad input refuses the whole batch") {
    Sandbox crms;
    const auto id = crms.hubspot().add({{"email", "taken@example.com"}});
    auto client = hubspot_client(crms);
    const auto conflict = client.post(create_path, inputs({untraced("a@example.com"), untraced("taken@example.com")}));
    CHECK(conflict.status == 409);
    CHECK(conflict.json()["message"] == "Contact already exists. Existing ID: " + id);
    const auto invalid = client.post(create_path, inputs({untraced("a@example.com"), untraced("b@example.con")}));
    CHECK(invalid.status == 400);
    const auto twice = client.post(create_path, inputs({untraced("a@example.com"), untraced("A@example.com")}));
    CHECK(twice.status == 409);
    CHECK(crms.hubspot().contacts().size() == 1);
}

TEST_CASE("trace ids that repeat do not enable answers by input") {
    Sandbox crms;
    auto client = hubspot_client(crms);
    const auto answer = client.post(create_path, inputs({traced("1", "a@example.com"), traced("1", "b@example.con")}));
    CHECK(answer.status == 400);
    CHECK(crms.hubspot().contacts().empty());
}

TEST_CASE("with trace ids each input stands alone") {
    Sandbox crms;
    const auto id = crms.hubspot().add({{"email", "taken@example.com"}});
    auto client = hubspot_client(crms);
    const auto answer =
        client.post(create_path, inputs({traced("1", "a@example.com"), traced("2", "b@example.con"),
                                         traced("3", "Taken@example.com"), traced("4", "A@example.com")}));
    CHECK(answer.status == 207);
    const auto json = answer.json();
    CHECK(emails_in(json["results"]) == std::set<std::string>{"a@example.com"});
    CHECK_FALSE(json["results"][0].contains("objectWriteTraceId"));
    CHECK(json["numErrors"] == 3);
    CHECK(json["errors"][0]["category"] == "VALIDATION_ERROR");
    CHECK(json["errors"][0]["context"]["objectWriteTraceId"][0] == "2");
    CHECK(json["errors"][1]["category"] == "CONFLICT");
    CHECK(json["errors"][1]["context"]["existingId"][0] == id);
    CHECK(json["errors"][2]["context"]["objectWriteTraceId"][0] == "4");
    CHECK(json["errors"][2]["context"]["existingId"][0] == json["results"][0]["id"]);
    CHECK(crms.hubspot().contacts().size() == 2);
}

TEST_CASE("switches of batch/create") {
    Sandbox crms;
    crms.hubspot().add({{"email", "taken@example.com"}});
    auto client = hubspot_client(crms);
    const auto body = inputs({traced("1", "a@example.com"), traced("2", "taken@example.com")});
    crms.hubspot().configure([](HubspotOptions& options) { options.batch_conflict = BatchConflict::whole_batch; });
    CHECK_THAT(client.post(create_path, body).json()["message"].get<std::string>(), contains("Existing ID: "));
    crms.hubspot().configure(
        [](HubspotOptions& options) { options.batch_conflict = BatchConflict::whole_batch_without_id; });
    const auto refused = client.post(create_path, body);
    CHECK(refused.status == 409);
    CHECK(refused.json()["message"] == "Contact already exists");
    crms.hubspot().configure([](HubspotOptions& options) { options.batch_silently_empty = Switch::on; });
    const auto empty = client.post(create_path, body);
    CHECK(empty.status == 201);
    CHECK(empty.json()["results"].empty());
    CHECK(crms.hubspot().contacts().size() == 1);
    crms.hubspot().configure([](HubspotOptions& options) {
        options.batch_silently_empty = Switch::off;
        options.batch_echoes_trace_id = Switch::on;
    });
    const auto echoed = client.post(create_path, inputs(Json::array({traced("7", "c@example.com")}))).json();
    CHECK(echoed["results"][0]["objectWriteTraceId"] == "7");
}

TEST_CASE("batch/read tells the missing ones in one error and resolves merged-away ids") {
    Sandbox crms;
    const auto kept = crms.hubspot().add({{"email", "a@example.com"}});
    const auto gone = crms.hubspot().add({{"email", "b@example.com"}});
    const auto merged = crms.hubspot().merge(kept, gone);
    auto client = hubspot_client(crms);
    const auto read = [&](const std::string& id_property, Json ids) {
        Json body{{"properties", {"email"}}, {"inputs", std::move(ids)}};
        if (!id_property.empty()) body["idProperty"] = id_property;
        return client.post(contacts_path + "/batch/read", body);
    };
    const auto by_id = read("", Json::array({Json{{"id", gone}}}));
    CHECK(by_id.status == 200);
    CHECK(by_id.json()["results"][0]["id"] == merged);
    const auto by_email = read("email", Json::array({Json{{"id", "b@example.com"}}, Json{{"id", "x@example.com"}},
                                                     Json{{"id", "y@example.com"}}}));
    CHECK(by_email.status == 207);
    CHECK(by_email.json()["results"].size() == 1);
    CHECK(by_email.json()["numErrors"] == 1);
    CHECK(by_email.json()["errors"][0]["category"] == "OBJECT_NOT_FOUND");
    CHECK(by_email.json()["errors"][0]["context"]["ids"] == Json({"x@example.com", "y@example.com"}));
}
