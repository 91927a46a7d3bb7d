#include "sandbox/email_rules.h"
#include "sandbox/test_client.h"
#include "support/catch.h"

using namespace sandbox;

namespace {

Json with(const std::string& email) {
    return {{"properties", {{"email", email}, {"firstname", "A"}}}};
}

Json properties(Json members) {
    return {{"properties", std::move(members)}};
}

}  // namespace

TEST_CASE("an unknown token is refused before anything else") {
    Sandbox crms;
    auto client = hubspot_client(crms);
    client.set_headers({{"Authorization", "Bearer pat-na1-wrong"}});
    const auto answer = client.get("/no/such/path");
    CHECK(answer.status == 401);
    CHECK(answer.json()["category"] == "INVALID_AUTHENTICATION");
    CHECK(answer.json()["correlationId"] == answer.header("x-hubspot-correlation-id"));
}

TEST_CASE("a missing scope is named") {
    Sandbox crms;
    crms.hubspot().configure([](HubspotOptions& options) { options.scopes.erase("crm.objects.contacts.write"); });
    auto client = hubspot_client(crms);
    CHECK(client.get(contacts_path).status == 200);
    const auto answer = client.post(contacts_path, with("a@example.com"));
    CHECK(answer.status == 403);
    CHECK(answer.json()["category"] == "MISSING_SCOPES");
    CHECK(answer.json()["errors"][0]["context"]["requiredGranularScopes"][0] == "crm.objects.contacts.write");
    CHECK(crms.hubspot().contacts().empty());
}

TEST_CASE("every version's path leads to the same contacts, others are 404") {
    Sandbox crms;
    crms.hubspot().add({{"email", "a@example.com"}});
    auto client = hubspot_client(crms);
    for (const auto* path :
         {"/crm/v3/objects/contacts", "/crm/v3/objects/0-1", "/crm/v3/objects/contacts/",
          "/crm/objects/2025-09/contacts", "/crm/objects/2026-03/contacts", "/crm/objects/2026-09/contacts"})
        CHECK(client.get(path).json()["results"].size() == 1);
    CHECK(client.get("/crm/objects/2024-01/contacts").status == 404);
    CHECK(client.remove("/crm/v3/objects/contacts").status == 405);
}

TEST_CASE("a list shows default properties, sorted, and null for what was never set") {
    Sandbox crms;
    crms.clock().freeze();
    crms.clock().set(1'795'417'200'648);
    const auto id = crms.hubspot().add({{"email", "A@Example.com"}, {"lastname", ""}});
    auto client = hubspot_client(crms);
    const auto answer = client.get(contacts_path);
    CHECK(answer.header("content-type") == "application/json;charset=utf-8");
    CHECK(answer.json()["results"][0]["properties"].dump() ==
          R"({"createdate":"2026-11-23T07:00:00.648Z","email":"a@example.com","firstname":null,"hs_object_id":")" + id +
              R"(","lastmodifieddate":"2026-11-23T07:00:00.648Z","lastname":""})");
    CHECK_FALSE(answer.json().contains("paging"));
    const auto named = client.get(contacts_path + "?properties=phone,no_such_property&properties=email").json();
    CHECK(named["results"][0]["properties"].size() == 5);
    CHECK(named["results"][0]["properties"]["phone"].is_null());
}

TEST_CASE("a time without milliseconds has no fraction") {
    Sandbox crms;
    crms.clock().freeze();
    crms.clock().set(1'795'417'200'000);
    crms.hubspot().add({{"email", "a@example.com"}});
    CHECK(hubspot_client(crms).get(contacts_path).json()["results"][0]["createdAt"] == "2026-11-23T07:00:00Z");
}

TEST_CASE("a list is paged by the last id plus one; 100 is the largest page") {
    Sandbox crms;
    for (int each = 0; each < 5; ++each) crms.hubspot().add({{"firstname", "A"}});
    auto client = hubspot_client(crms);
    const auto first = client.get(contacts_path + "?limit=2").json();
    const auto last_id = std::stoll(first["results"][1]["id"].get<std::string>());
    const auto after = first["paging"]["next"]["after"].get<std::string>();
    CHECK(after == std::to_string(last_id + 1));
    const auto rest = client.get(contacts_path + "?limit=100&after=" + after).json();
    CHECK(rest["results"].size() == 3);
    CHECK_FALSE(rest.contains("paging"));
    crms.hubspot().configure([](HubspotOptions& options) { options.most_a_page = 2; });
    const auto short_one = client.get(contacts_path + "?limit=100&after=" + after).json();
    CHECK(short_one["results"].size() == 2);
    CHECK(short_one["paging"]["next"]["after"].is_string());
    CHECK(client.get(contacts_path + "?limit=101").status == 400);
    CHECK(client.get(contacts_path + "?limit=0").status == 400);
}

TEST_CASE("a create answers with everything, and lower-cases the address") {
    Sandbox crms;
    auto client = hubspot_client(crms);
    const auto answer = client.post(
        contacts_path, properties({{"email", "Ada.Quince@Example.com"}, {"firstname", "Ada"}, {"numemployees", 5}}));
    CHECK(answer.status == 201);
    const auto json = answer.json();
    CHECK(json["properties"]["email"] == "ada.quince@example.com");
    CHECK(json["properties"]["hs_email_domain"] == "example.com");
    CHECK(json["properties"]["lifecyclestage"] == "lead");
    CHECK(json["properties"]["numemployees"] == "5");
    CHECK(json["archived"] == false);
    CHECK_THAT(answer.header("location"), contains(json["id"].get<std::string>()));
    CHECK(std::stoll(json["id"].get<std::string>()) > 4'294'967'296);
}

TEST_CASE("a taken address is a conflict, primary or additional, in any case") {
    Sandbox crms;
    const auto id = crms.hubspot().add({{"email", "a@example.com"}, {"hs_additional_emails", "b@example.com"}});
    auto client = hubspot_client(crms);
    for (const auto* email : {"A@example.com", "b@example.com"}) {
        const auto answer = client.post(contacts_path, with(email));
        CHECK(answer.status == 409);
        CHECK(answer.json()["message"] == "Contact already exists. Existing ID: " + id);
        CHECK(answer.json()["category"] == "CONFLICT");
    }
    CHECK(crms.hubspot().contacts().size() == 1);
}

TEST_CASE("a conflict has several forms") {
    Sandbox crms;
    const auto id = crms.hubspot().add({{"email", "a@example.com"}});
    auto client = hubspot_client(crms);
    const auto answer_in = [&](ConflictForm form) {
        crms.hubspot().configure([&](HubspotOptions& options) { options.conflict_form = form; });
        return client.post(contacts_path, with("a@example.com"));
    };
    const auto variant = answer_in(ConflictForm::variant_2024).json();
    CHECK(variant["category"] == "OBJECT_ALREADY_EXISTS");
    CHECK(variant["identityProfile"]["vid"] == std::stoll(id));
    CHECK(variant["error"] == "CONTACT_EXISTS");
    CHECK(answer_in(ConflictForm::without_id).json()["message"] == "Contact already exists");
    const auto value = answer_in(ConflictForm::property_value);
    CHECK(value.status == 400);
    CHECK_THAT(value.json()["message"].get<std::string>(), contains("already has that value"));
    CHECK_THAT(value.json()["message"].get<std::string>(), contains("CONFLICTING_UNIQUE_VALUE"));
}

TEST_CASE("only live contacts block an address") {
    Sandbox crms;
    const auto old_id = crms.hubspot().add({{"email", "a@example.com"}});
    auto client = hubspot_client(crms);
    CHECK(client.remove(contacts_path + "/" + old_id).status == 204);
    const auto answer = client.post(contacts_path, with("a@example.com"));
    CHECK(answer.status == 201);
    CHECK(answer.json()["id"] != old_id);
    CHECK(client.get(contacts_path + "/" + old_id).status == 404);
    const auto archived = client.get(contacts_path + "?archived=true").json();
    CHECK(archived["results"][0]["id"] == old_id);
    CHECK(archived["results"][0].contains("archivedAt"));
}

TEST_CASE("all invalid values of a request are named at once") {
    Sandbox crms;
    auto client = hubspot_client(crms);
    const auto answer = client.post(
        contacts_path, properties({{"email", "b@example.con"}, {"testproperty", "x"}, {"hs_object_id", "1"}}));
    CHECK(answer.status == 400);
    const auto json = answer.json();
    CHECK(json["category"] == "VALIDATION_ERROR");
    CHECK_THAT(
        json["message"].get<std::string>(),
        contains(R"(Property values were not valid: [{"isValid":false,"message":"Email address b@example.con is )"
                 R"(invalid","error":"INVALID_EMAIL","name":"email")"));
    REQUIRE(json["errors"].size() == 3);
    CHECK(json["errors"][1]["code"] == "PROPERTY_DOESNT_EXIST");
    CHECK(json["errors"][2]["code"] == "READ_ONLY_VALUE");
}

TEST_CASE("the older and the localised form of a validation error") {
    Sandbox crms;
    auto client = hubspot_client(crms);
    crms.hubspot().configure([](HubspotOptions& options) { options.validation_form = ValidationForm::older; });
    const auto older = client.post(contacts_path, with("b@example.con")).json();
    CHECK(older["message"] ==
          R"(Property values were not valid: [{"isValid":false,"message":"Email address b@example.con is invalid",)"
          R"("error":"INVALID_EMAIL","name":"email"}])");
    CHECK_FALSE(older.contains("errors"));
    crms.hubspot().configure([](HubspotOptions& options) { options.validation_form = ValidationForm::localised; });
    const auto localised = client.post(contacts_path, with("b@example.con")).json();
    CHECK_THAT(localised["message"].get<std::string>(), contains("Endereço de e-mail b@example.con inválido"));
}

TEST_CASE("texts have a longest length, counted in characters") {
    Sandbox crms;
    auto client = hubspot_client(crms);
    std::string longest;
    for (int each = 0; each < 65'536; ++each) longest += "é";
    CHECK(client.post(contacts_path, properties({{"firstname", longest}})).status == 201);
    const auto answer = client.post(contacts_path, properties({{"firstname", longest + "x"}}));
    CHECK(answer.status == 400);
    CHECK(answer.json()["errors"][0]["code"] == "PROPERTY_VALUE_TOO_LONG");
}

TEST_CASE("a create needs an address or a name, JSON, and its content type") {
    Sandbox crms;
    auto client = hubspot_client(crms);
    CHECK(client.post(contacts_path, properties({{"phone", "123"}})).status == 400);
    CHECK(client.post(contacts_path, properties({{"firstname", {{"a", 1}}}})).status == 400);
    const auto malformed = client.post_text(contacts_path, "{");
    CHECK(malformed.status == 400);
    CHECK_FALSE(malformed.json().contains("category"));
    CHECK(client.post_text(contacts_path, R"({"properties":{"firstname":"A"}})", "text/plain").status == 415);
}

TEST_CASE("rules of the account are enforced on 2026-09 only") {
    Sandbox crms;
    crms.hubspot().configure([](HubspotOptions& options) {
        options.required_properties = {"company"};
        options.blocklisted_emails = {"gone@example.com"};
    });
    auto client = hubspot_client(crms);
    CHECK(client.post("/crm/objects/2026-09/contacts", with("a@example.com")).status == 400);
    CHECK(client.post("/crm/objects/2026-03/contacts", with("a@example.com")).status == 201);
    CHECK(client.post("/crm/objects/2026-03/contacts", with("gone@example.com")).status == 400);
}

TEST_CASE("a contact is found by id, by any of its addresses, and by a merged-away id") {
    Sandbox crms;
    const auto kept = crms.hubspot().add({{"email", "a@example.com"}});
    const auto gone = crms.hubspot().add({{"email", "b@example.com"}, {"phone", "1"}});
    const auto merged = crms.hubspot().merge(kept, gone);
    CHECK(merged != kept);
    auto client = hubspot_client(crms);
    const auto query = "?properties=email,hs_additional_emails,hs_merged_object_ids,phone";
    const auto found = client.get(contacts_path + "/" + gone + query).json();
    CHECK(found["id"] == merged);
    CHECK(found["properties"]["email"] == "a@example.com");
    CHECK(found["properties"]["hs_additional_emails"] == "b@example.com");
    CHECK(found["properties"]["hs_merged_object_ids"] == kept + ";" + gone);
    CHECK(found["properties"]["phone"] == "1");
    CHECK(client.get(contacts_path + "/B%40example.com?idProperty=email").json()["id"] == merged);
    CHECK(client.get(contacts_path).json()["results"].size() == 1);
}

TEST_CASE("what is not there answers 404 in two forms") {
    Sandbox crms;
    auto client = hubspot_client(crms);
    CHECK(client.get(contacts_path + "/123").json()["message"] == "resource not found");
    const auto named = client.get(contacts_path + "/x");
    CHECK(named.status == 404);
    CHECK(named.json()["message"] == "Object not found.  objectId are usually numeric.");
    CHECK(named.json()["context"]["id"][0] == "x");
}

TEST_CASE("a change answers with what changed; a cleared value reads as empty text") {
    Sandbox crms;
    const auto id = crms.hubspot().add({{"email", "a@example.com"}, {"lastname", "B"}});
    crms.hubspot().add({{"email", "other@example.com"}});
    auto client = hubspot_client(crms);
    const auto answer = client.patch(contacts_path + "/" + id, properties({{"lastname", ""}}));
    CHECK(answer.status == 200);
    CHECK(answer.json()["properties"]["lastname"] == "");
    CHECK_FALSE(answer.json()["properties"].contains("firstname"));
    CHECK(client.get(contacts_path + "/" + id).json()["properties"]["lastname"] == "");
    CHECK(client.patch(contacts_path + "/" + id, properties({{"email", "other@example.com"}})).status == 409);
    CHECK(client.patch(contacts_path + "/" + id, properties({{"createdate", "1"}})).status == 400);
}

TEST_CASE("the account tells itself, unless it withholds that") {
    Sandbox crms;
    auto client = hubspot_client(crms);
    CHECK(client.get("/account-info/v3/details").json()["portalId"] == 891936587);
    const auto usage = client.get("/account-info/v3/api-usage/daily/private-apps").json()["results"][0];
    CHECK(usage["usageLimit"] == 250'000);
    CHECK(usage["currentUsage"] == 2);
    crms.hubspot().configure([](HubspotOptions& options) { options.account_info = Switch::off; });
    CHECK(client.get("/account-info/2026-03/details").status == 403);
}

TEST_CASE("ids may come out of order") {
    Options options;
    options.hubspot.ids_in_order = Switch::off;
    Sandbox crms(options);
    const auto older = std::stoll(crms.hubspot().add({{"firstname", "A"}}));
    const auto newer = std::stoll(crms.hubspot().add({{"firstname", "B"}}));
    CHECK(newer < older);
}

TEST_CASE("e-mails must have a real domain") {
    for (const auto* email : {"a@example.com", "xyz@test.design", "a+b.c@sub.example.co.uk", "o'neil@example.org"})
        CHECK(is_valid_email(email));
    for (const auto* email :
         {"", "a", "a@", "@example.com", "a@example", "a@example.con", "a@example.lcom", "a@host.test",
          "a@host.example", "a@host.invalid", "a b@example.com", "a@example.com ", "\"a\"@example.com",
          "a@b@example.com", "a..b@example.com", ".a@example.com", "a@-x.com", "a@x..com", "n/a"})
        CHECK_FALSE(is_valid_email(email));
}
