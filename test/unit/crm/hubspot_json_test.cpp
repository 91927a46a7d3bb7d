#include <nlohmann/json.hpp>

#include "hubspot_fixture.h"
#include "pdhs/crm/hubspot/json_answer.h"
#include "pdhs/crm/hubspot/json_request.h"
#include "pdhs/crm/json/time_text.h"
#include "support/catch.h"

using namespace pdhs;
using namespace pdhs::hubspot;

namespace {

Record only_record(const std::string& object) {
    const auto row = decode_contact(object);
    REQUIRE(row);
    REQUIRE(row->record);
    return *row->record;
}

Row only_row(const std::string& object) {
    const auto row = decode_contact(object);
    REQUIRE(row);
    return *row;
}

}  // namespace

TEST_CASE("the recorded listing is a last page of 26 contacts") {
    const auto page = decode_page(recorded("hs_list_contacts_200_v3.json").body);
    REQUIRE(page);
    CHECK_FALSE(page->after);
    REQUIRE(page->rows.size() == 26);
    Record expected;
    expected.ref = {Crm::hubspot, "713492963559"};
    expected.first_name = "Updated";
    expected.last_name = "Contact";
    expected.emails = {"test-contact-2026@example.com"};
    expected.phones = {{"+1234567890", "work"}};
    expected.company = "Test Company Inc";
    expected.created = parse_time("2026-02-25T16:23:49.023Z");
    expected.changed = parse_time("2026-03-12T10:04:17.969Z");
    CHECK(page->rows.front().record == expected);
    CHECK(page->rows[2].record->phones.empty());
    CHECK(page->rows[15].record->first_name.empty());
}

TEST_CASE("the recorded search page names its next place") {
    const auto page = decode_page(recorded("hs_search_contacts_page1_200.json").body);
    REQUIRE(page);
    CHECK(page->after == "54");
    CHECK(page->rows.front().record->emails == std::vector<std::string>{"johnnie77@hotmail.com"});
}

TEST_CASE("the recorded search page counts its hits") {
    const auto page = decode_found_page(recorded("hs_search_contacts_page1_200.json").body);
    REQUIRE(page);
    CHECK(page->total == 57);
    CHECK(page->rows.size() == 1);
}

TEST_CASE("recorded single contacts are read, whatever else they hold") {
    const auto created = only_record(recorded("hs_create_contact_v3.json").body);
    CHECK(created.ref.id == "734931097788");
    CHECK(created.phones == std::vector<Phone>{{"+1 555-1234", "work"}});
    CHECK(created.created == parse_time("2026-03-12T07:33:46.615Z"));
    CHECK(only_record(recorded("hs_update_contact_200_v3.json").body).emails.empty());
    CHECK(only_record(wire_sample("201_create_2025").body).emails.front() == "jonh.doe6@test.org");
}

TEST_CASE("recorded batch answers give their rows and errors") {
    const auto complete = decode_batch(recorded("hs_batch_create_201.json").body);
    REQUIRE(complete);
    CHECK(complete->rows.size() == 2);
    CHECK(complete->errors.empty());

    const auto partial = decode_batch(recorded("hs_batch_create_207_partial.json").body);
    REQUIRE(partial);
    CHECK(partial->rows.size() == 1);
    REQUIRE(partial->errors.size() == 1);
    CHECK(partial->errors[0].trace_ids == std::vector<std::string>{"0"});
    CHECK(partial->errors[0].existing_id == "171591000198");
    CHECK(says_exists(partial->errors[0]));

    const auto missing = decode_batch(wire_sample("207_batch_read_missing").body);
    REQUIRE(missing);
    CHECK(missing->errors.at(0).ids == std::vector<std::string>{"meows@loudly.lol"});
}

TEST_CASE("cleared, null and absent values are the same") {
    const auto batch = decode_batch(wire_sample("200_batch_update_clear_2022").body);
    REQUIRE(batch);
    CHECK(batch->rows.at(0).record->last_name.empty());
    const auto search = decode_page(wire_sample("200_search_null_and_cleared").body);
    REQUIRE(search);
    CHECK(search->rows.at(0).record->last_name.empty());
    CHECK(search->rows.at(0).record->company.empty());
}

TEST_CASE("every member of a contact is taken from its property") {
    const auto record = only_record(R"({"id":7,"properties":{
        "email":" Ada@Example.com ","hs_additional_emails":"ada@x.org; ;countess@x.org","firstname":"\u00a0Ada ",
        "lastname":"Lovelace","phone":" 1 ","mobilephone":"2","company":"Engines","hs_merged_object_ids":"5;6",
        "createdate":"2022-02-17T19:25:29Z","lastmodifieddate":"2022-02-17T19:25:27.631Z"}})");
    Record expected;
    expected.ref = {Crm::hubspot, "7"};
    expected.first_name = "Ada";
    expected.last_name = "Lovelace";
    expected.emails = {"Ada@Example.com", "ada@x.org", "countess@x.org"};
    expected.phones = {{"1", "work"}, {"2", "mobile"}};
    expected.company = "Engines";
    expected.merged_ids = {"5", "6"};
    expected.created = parse_time("2022-02-17T19:25:29Z");
    expected.changed = parse_time("2022-02-17T19:25:27.631Z");
    CHECK(record == expected);
}

TEST_CASE("a contact without a primary address still has its further ones") {
    const auto record = only_record(R"({"id":"7","properties":{"email":"","hs_additional_emails":"a@x.org"}})");
    CHECK(record.emails == std::vector<std::string>{"a@x.org"});
}

TEST_CASE("a lone mobile phone is a mobile phone") {
    const auto record = only_record(R"({"id":"7","properties":{"phone":null,"mobilephone":"2"}})");
    CHECK(record.phones == std::vector<Phone>{{"2", "mobile"}});
}

TEST_CASE("times fall back to the object's own") {
    const auto record = only_record(
        R"({"id":"7","properties":{"createdate":""},"createdAt":"2022-02-17T19:25:29Z","updatedAt":"2022-02-17T19:25:30Z"})");
    CHECK(record.created == parse_time("2022-02-17T19:25:29Z"));
    CHECK(record.changed == parse_time("2022-02-17T19:25:30Z"));
}

TEST_CASE("numbers are taken as text, lone surrogates and bad UTF-8 as U+FFFD") {
    const auto record =
        only_record("{\"id\":7,\"properties\":{\"phone\":123,\"firstname\":\"A\\ud83d\",\"lastname\":\"B\xFF\"}}");
    CHECK(record.phones.front().value == "123");
    CHECK(record.first_name == "A\uFFFD");
    CHECK(record.last_name == "B\uFFFD");
}

TEST_CASE("an object without usable properties keeps its id") {
    CHECK_THAT(only_row(R"({"id":"7"})").reason, contains("without properties"));
    CHECK_THAT(only_row(R"({"id":"7","properties":[]})").reason, contains("without properties"));
    const auto row = only_row(R"({"id":"7","properties":{"email":["a@x.org"]}})");
    CHECK(row.id == "7");
    CHECK_FALSE(row.record);
    CHECK_THAT(row.reason, contains("email"));
}

TEST_CASE("an object without an id is none") {
    CHECK_FALSE(decode_contact(R"({"properties":{"email":"a@x.org"}})"));
    CHECK_FALSE(decode_contact(R"({"id":null,"properties":{}})"));
    CHECK_FALSE(decode_contact("[]"));
    CHECK_FALSE(decode_contact("<html>"));
}

TEST_CASE("what is no page is refused") {
    const auto body =
        GENERATE("", "<html>", "[]", "{}", R"({"results":null})", R"({"results":{}})",
                 R"({"results":[{"properties":{}}]})", R"({"results":["x"]})", R"({"results":[],"paging":{"next":{}}})",
                 R"({"results":[],"paging":{"next":{"after":""}}})", R"({"results":[],"paging":{"next":"5"}})");
    CAPTURE(body);
    CHECK_FALSE(decode_page(body));
    CHECK_FALSE(decode_page(std::string(200'000, '[')));
}

TEST_CASE("a last page may say so in several ways") {
    const auto body = GENERATE(R"({"results":[]})", R"({"results":[],"paging":null})", R"({"results":[],"paging":{}})",
                               R"({"results":[],"paging":{"next":null}})");
    CAPTURE(body);
    const auto page = decode_page(body);
    REQUIRE(page);
    CHECK_FALSE(page->after);
}

TEST_CASE("the next place may be a number") {
    const auto page = decode_page(R"({"results":[],"paging":{"next":{"after":33452,"link":"https://elsewhere/"}}})");
    REQUIRE(page);
    CHECK(page->after == "33452");
}

TEST_CASE("an error hears HubSpot in all the places where it speaks") {
    const auto entry = decode_error(wire_sample("400_invalid_email_current").body);
    REQUIRE(entry);
    CHECK(entry->sentence == "Email address b@example.con is invalid");
    CHECK(entry->codes == std::vector<std::string>{"INVALID_EMAIL", "INVALID_EMAIL"});
    CHECK(entry->category == "VALIDATION_ERROR");

    const auto scopes = decode_error(wire_sample("403_missing_scopes").body);
    REQUIRE(scopes);
    CHECK(scopes->scopes == std::vector<std::string>{"crm.objects.contacts.read"});

    const auto plain = decode_error(wire_sample("503_variant").body);
    REQUIRE(plain);
    CHECK(plain->sentence == "Service Unavailable");
    CHECK_FALSE(decode_error("<html>503</html>"));
}

TEST_CASE("that a contact exists is told by codes, categories, ids and two sentences") {
    const auto body = GENERATE(
        R"({"category":"CONFLICT"})", R"({"category":"OBJECT_ALREADY_EXISTS"})", R"({"error":"CONTACT_EXISTS"})",
        R"({"errors":[{"code":"CONFLICTING_UNIQUE_VALUE"}]})", R"({"context":{"existingId":["5"]}})",
        R"({"message":"Property values were not valid: [{\"error\":\"CONFLICTING_UNIQUE_VALUE\"}]"})",
        R"({"message":"oops. Existing ID:  5"})", R"({"message":"x","errors":[{"message":"Existing ID: 5"}]})",
        R"({"message":"Property values were not valid: [{\"message\":\"5 already has that value.\"}]"})");
    CAPTURE(body);
    CHECK(says_exists(decode_error(std::string_view(body)).value()));
}

TEST_CASE("other errors do not mean that a contact exists") {
    const auto body = GENERATE(R"({})", R"({"category":"VALIDATION_ERROR","message":"Existing ID: none"})",
                               R"({"message":"Property values were not valid: [{\"error\":\"INVALID_EMAIL\"}]"})",
                               R"({"message":"Property values were not valid: [{broken]"})");
    CAPTURE(body);
    CHECK_FALSE(says_exists(decode_error(std::string_view(body)).value()));
}

TEST_CASE("a create holds only what there is") {
    CHECK(encode_create({"Ada", "", "ada@x.org", "", ""}) ==
          R"({"properties":{"email":"ada@x.org","firstname":"Ada"}})");
    CHECK(encode_create({"", "L", "", "1", "C"}) == R"({"properties":{"lastname":"L","phone":"1","company":"C"}})");
}

TEST_CASE("a batch names each input") {
    const std::vector<TracedDraft> inputs = {{"t-1", {"", "", "a@x.org", "", ""}},
                                             {"t-2", {"", "", "b@x.org", "", ""}}};
    CHECK(encode_batch_create(inputs) == R"({"inputs":[{"objectWriteTraceId":"t-1","properties":{"email":"a@x.org"}},)"
                                         R"({"objectWriteTraceId":"t-2","properties":{"email":"b@x.org"}}]})");
}

TEST_CASE("a batch read names its keys, its properties and, for addresses, the property") {
    const std::vector<std::string> keys = {"a@x.org"};
    const auto body = nlohmann::json::parse(encode_batch_read(keys, ReadBy::email));
    CHECK(body.at("idProperty") == "email");
    CHECK(body.at("inputs") == nlohmann::json::parse(R"([{"id":"a@x.org"}])"));
    CHECK(body.at("properties").size() == wanted_properties.size());
    CHECK_FALSE(nlohmann::json::parse(encode_batch_read(keys, ReadBy::id)).contains("idProperty"));
}
