#include <nlohmann/json.hpp>
#include <set>

#include "hubspot_fixture.h"
#include "support/catch.h"

using namespace pdhs;
using support::answer;

using Kind = CreateResult::Kind;

namespace {

using Texts = std::vector<std::string>;

struct Creating : HubspotFixture {
    std::vector<Draft> drafts = {draft("a@x.org", "A"), draft("b@x.org", "B"), draft("c@x.org", "C")};
    Told told;

    CreateEnd create(CreatePace pace = CreatePace::normal) { return client->create(drafts, pace, told.hooks()); }
    const std::string& id_of(std::size_t index) const { return told.of(index).record.value().ref.id; }
};

std::string traced(std::string contact, const std::string& trace_id) {
    contact.insert(1, R"("objectWriteTraceId":")" + trace_id + "\",");
    return contact;
}

std::string error(const std::string& trace_id, const std::string& category, const std::string& message,
                  const std::string& more_context = "") {
    return R"({"status":"error","category":")" + category + R"(","message":")" + message +
           R"(","context":{"objectWriteTraceId":[")" + trace_id + "\"]" + more_context + "}}";
}

std::string errors(const Texts& list) {
    std::string result;
    for (const auto& entry : list) result += (result.empty() ? "" : ",") + entry;
    return R"(,"numErrors":1,"errors":[)" + result + "]";
}

}  // namespace

TEST_CASE_METHOD(Creating, "a batch is one request that must not be repeated") {
    server.then(answer(201, results_json({contact_json("11", "a@x.org"), contact_json("12", "b@x.org"),
                                          contact_json("13", "c@x.org")})));
    const auto end = create();
    CHECK_FALSE(end.failure);
    CHECK(end.usage.requests == 1);
    REQUIRE(server.requests.size() == 1);
    CHECK(target(0) == "/crm/objects/2026-09/contacts/batch/create");
    CHECK(server.requests[0].method == HttpMethod::post);
    CHECK(server.requests[0].repeatable == Repeatable::never);
    CHECK(addresses(server.requests[0]) == Texts{"a@x.org", "b@x.org", "c@x.org"});
    CHECK(told.order == Texts{"before 0 1 2", "after 0", "after 1", "after 2"});
    CHECK(told.of(1).kind == Kind::created);
    CHECK(id_of(0) == "11");
}

TEST_CASE_METHOD(Creating, "shuffled results are matched by their lower-cased address") {
    drafts[1] = draft("B@X.org", "B");
    server.then(answer(201, results_json({contact_json("13", "c@x.org"), contact_json("12", "b@x.org"),
                                          contact_json("11", "a@x.org")})));
    CHECK_FALSE(create().failure);
    CHECK(id_of(0) == "11");
    CHECK(id_of(1) == "12");
    CHECK(id_of(2) == "13");
}

TEST_CASE_METHOD(Creating, "a trace id says more than an address") {
    server.then([](const HttpRequest& request) {
        const auto ids = trace_ids(request);
        return answer(201, results_json({traced(contact_json("13", "a@x.org"), ids[2]),
                                         traced(contact_json("11", ""), ids[0]), traced(R"({"id":"12"})", ids[1])}));
    });
    CHECK_FALSE(create().failure);
    CHECK(id_of(0) == "11");
    CHECK(id_of(1) == "12");
    CHECK(id_of(2) == "13");
}

TEST_CASE_METHOD(Creating, "trace ids never repeat") {
    server.otherwise = [](const HttpRequest&) { return answer(201, results_json({})); };
    CHECK_FALSE(create().failure);
    CHECK_FALSE(client->create(drafts, CreatePace::normal, Told().hooks()).failure);
    std::set<std::string> ids;
    for (const auto& request : server.requests)
        for (const auto& id : trace_ids(request)) ids.insert(id);
    CHECK(ids.size() == 6);
}

TEST_CASE_METHOD(Creating, "a partial answer gives each draft its own fate") {
    server.then([](const HttpRequest& request) {
        const auto ids = trace_ids(request);
        return answer(
            207,
            results_json(
                {contact_json("13", "c@x.org")},
                errors({error(
                    ids[0], "VALIDATION_ERROR",
                    R"(Property values were not valid: [{\"error\":\"INVALID_EMAIL\",\"message\":\"no such address\"}])")})));
    });
    CHECK_FALSE(create().failure);
    CHECK(told.of(0).kind == Kind::refused);
    CHECK(told.of(0).failure->code == "INVALID_EMAIL");
    CHECK_THAT(told.of(0).failure->message, contains("no such address"));
    CHECK(told.of(1).kind == Kind::unknown);
    CHECK_THAT(told.of(1).failure->message, contains("without this contact"));
    CHECK_FALSE(told.of(1).failure->surely_without_effect);
    CHECK(told.of(2).kind == Kind::created);
}

TEST_CASE_METHOD(Creating, "a silent success leaves all unknown") {
    server.then(answer(201, results_json({})));
    const auto end = create();
    CHECK_FALSE(end.failure);
    for (std::size_t index = 0; index < 3; ++index) CHECK(told.of(index).kind == Kind::unknown);
}

TEST_CASE_METHOD(Creating, "an answer that cannot be understood leaves all unknown, and the next request goes out") {
    drafts.push_back(draft("", "D"));
    server.then(answer(201, R"({"results":[{"id":)"));
    server.then(answer(201, contact_json("14", "")));
    CHECK_FALSE(create().failure);
    CHECK(told.of(0).kind == Kind::unknown);
    CHECK(told.of(0).failure->kind == FailureKind::damaged);
    CHECK(told.of(3).kind == Kind::created);
}

TEST_CASE_METHOD(Creating, "conflicts are read together, by the ids that HubSpot names") {
    server.then([](const HttpRequest& request) {
        const auto ids = trace_ids(request);
        return answer(207,
                      results_json({contact_json("13", "c@x.org")},
                                   errors({error(ids[0], "CONFLICT", "exists", R"(,"existingId":["21"])"),
                                           error(ids[1], "CONFLICT", "Contact already exists. Existing ID: 22")})));
    });
    server.then(answer(200, results_json({contact_json("22", "b@x.org"), contact_json("21", "a@x.org")})));
    const auto end = create();
    CHECK_FALSE(end.failure);
    CHECK(end.usage.requests == 2);
    CHECK(told.of(0).kind == Kind::exists);
    CHECK(id_of(0) == "21");
    CHECK(told.of(1).kind == Kind::exists);
    CHECK(id_of(1) == "22");
    CHECK(told.order == Texts{"before 0 1 2", "after 2", "after 0", "after 1"});
}

TEST_CASE_METHOD(Creating, "a contact that exists without an id is found by its address") {
    drafts = {draft("A@x.org")};
    server.then(recorded("hs_batch_create_409.json"));
    server.then(answer(200, results_json({contact_json("21", "other@x.org", R"(,"hs_additional_emails":"a@x.org")")})));
    CHECK_FALSE(create().failure);
    CHECK(told.of(0).kind == Kind::exists);
    CHECK(id_of(0) == "21");
    const auto body = nlohmann::json::parse(server.requests.at(1).body);
    CHECK(body.at("idProperty") == "email");
    CHECK(body.at("inputs").at(0).at("id") == "a@x.org");
}

TEST_CASE_METHOD(Creating, "an id that leads nowhere is followed by the address") {
    drafts = {draft("a@x.org")};
    server.then(recorded("hs_create_409_v3.json"));
    server.then(answer(207, results_json({}, R"(,"errors":[{"context":{"ids":["37765128953"]}}])")));
    server.then(answer(200, results_json({contact_json("21", "a@x.org")})));
    CHECK_FALSE(create().failure);
    CHECK(id_of(0) == "21");
}

TEST_CASE_METHOD(Creating, "exists without a record is still exists") {
    drafts = {draft("a@x.org")};
    server.then(wire_sample("409_variant_2024"));
    server.then(recorded("hs_401_no_credentials.json"));
    server.then(recorded("hs_401_no_credentials.json"));
    CHECK_FALSE(create().failure);
    CHECK(told.of(0).kind == Kind::exists);
    CHECK_FALSE(told.of(0).record);
}

TEST_CASE_METHOD(Creating, "a value that is taken means exists, whatever the status") {
    drafts = {draft("a@x.org")};
    server.then(answer(400,
                       R"({"category":"VALIDATION_ERROR","message":"Property values were not valid: )"
                       R"([{\"error\":\"CONFLICTING_UNIQUE_VALUE\",\"message\":\"21 already has that value.\"}]"})"));
    server.then(answer(200, results_json({contact_json("21", "a@x.org")})));
    CHECK_FALSE(create().failure);
    CHECK(told.of(0).kind == Kind::exists);
    CHECK(id_of(0) == "21");
}

TEST_CASE_METHOD(Creating, "drafts without an address go singly") {
    drafts = {draft("", "A")};
    server.then(answer(201, contact_json("11", "")));
    CHECK_FALSE(create().failure);
    CHECK(target(0) == "/crm/objects/2026-09/contacts");
    CHECK(body(0) == R"({"properties":{"firstname":"A"}})");
    CHECK(server.requests[0].repeatable == Repeatable::never);
    CHECK(id_of(0) == "11");
}

TEST_CASE_METHOD(Creating, "one by one, each answer is recorded before the next request") {
    server.otherwise = [this](const HttpRequest&) {
        told.order.push_back("request");
        return answer(201, contact_json(std::to_string(server.requests.size()), ""));
    };
    CHECK_FALSE(create(CreatePace::one_by_one).failure);
    CHECK(told.order ==
          Texts{"before 0", "request", "after 0", "before 1", "request", "after 1", "before 2", "request", "after 2"});
    CHECK(target(0) == "/crm/objects/2026-09/contacts");
}

TEST_CASE_METHOD(Creating, "a single answer without an id is unknown") {
    server.then(answer(201, "{}"));
    drafts = {draft("", "A")};
    CHECK_FALSE(create().failure);
    CHECK(told.of(0).kind == Kind::unknown);
}

TEST_CASE_METHOD(Creating, "a single refusal names the code") {
    drafts = {draft("", "A")};
    server.then(recorded("hs_create_400_invalid_email_v3.json"));
    CHECK_FALSE(create().failure);
    CHECK(told.of(0).kind == Kind::refused);
    CHECK(told.of(0).failure->code == "INVALID_EMAIL");
}

TEST_CASE_METHOD(Creating, "the recorded create gives back all that was sent") {
    drafts = {ContactDraft{"Test", "Contact", "test.contact.1741764800@example.com", "+1 555-1234", "Test Company"}};
    server.then(recorded("hs_create_contact_v3.json"));
    CHECK_FALSE(create(CreatePace::one_by_one).failure);
    Record expected;
    expected.ref = {Crm::hubspot, "734931097788"};
    expected.first_name = "Test";
    expected.last_name = "Contact";
    expected.emails = {"test.contact.1741764800@example.com"};
    expected.phones = {{"+1 555-1234", "work"}};
    expected.company = "Test Company";
    expected.created = expected.changed = Time(Millis(1'773'300'826'615));
    CHECK(told.of(0).record == expected);
}

TEST_CASE_METHOD(Creating, "what an answer leaves out is what was sent") {
    Record expected;
    expected.first_name = "Siena";
    expected.last_name = "Dyer";
    expected.emails = {"siena.dyer@hubspot.com"};
    expected.phones = {{"+1 555", "work"}};
    expected.company = "Dyer & Co";
    drafts = {ContactDraft{"Siena", " Dyer", "Siena.Dyer@hubspot.com", "+1 555 ", "Dyer & Co"}};
    SECTION("of a traced batch, as recorded") {
        expected.ref = {Crm::hubspot, "171596044870"};
        expected.created = expected.changed = Time(Millis(1'762'212'973'632));
        server.then(recorded("hs_batch_create_207_partial.json"));
        CHECK_FALSE(create().failure);
    }
    SECTION("of a single create that names the id alone") {
        expected.ref = {Crm::hubspot, "11"};
        server.then(answer(201, R"({"id":"11"})"));
        CHECK_FALSE(create(CreatePace::one_by_one).failure);
    }
    CHECK(told.of(0).record == expected);
}

TEST_CASE_METHOD(Creating, "what an answer has goes before what was sent") {
    drafts = {ContactDraft{"Ada", "", "a@x.org", "020 7946 0000", "Engines"}};
    const auto more = R"(,"firstname":"ADA","lastname":"L","phone":"+44 20 7946 0000","mobilephone":"1","company":"E")";
    server.then(answer(201, contact_json("11", "ada@x.org", more)));
    CHECK_FALSE(create(CreatePace::one_by_one).failure);
    const auto& record = told.of(0).record.value();
    CHECK(record.first_name == "ADA");
    CHECK(record.last_name == "L");
    CHECK(record.emails == Texts{"ada@x.org"});
    CHECK(record.phones == std::vector<Phone>{{"+44 20 7946 0000", "work"}, {"1", "mobile"}});
    CHECK(record.company == "E");
}
