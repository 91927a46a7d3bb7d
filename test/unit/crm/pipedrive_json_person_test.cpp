#include "pdhs/crm/pipedrive/json_person.h"

#include "pipedrive_fixture.h"

using namespace pdhs;
using namespace pdhs::pipedrive;

namespace {

PersonsPage page_of(const std::string& body) {
    return std::get<PersonsPage>(decode_persons_page(body));
}

Record record_of(const std::string& person) {
    return std::get<Record>(std::get<PersonRow>(decode_person(one_json(person))).content);
}

std::string unusable_reason(const std::string& person) {
    return std::get<Unusable>(std::get<PersonRow>(decode_person(one_json(person))).content).reason;
}

Failure page_failure(const std::string& body) {
    return std::get<Failure>(decode_persons_page(body));
}

Time at(int year, unsigned month, unsigned day, std::chrono::seconds of_day) {
    return std::chrono::sys_days(std::chrono::year(year) / std::chrono::month(month) / std::chrono::day(day)) + of_day;
}

std::chrono::seconds clock_time(int hours, int minutes, int seconds) {
    return std::chrono::hours(hours) + std::chrono::minutes(minutes) + std::chrono::seconds(seconds);
}

using Texts = std::vector<std::string>;

}  // namespace

TEST_CASE("a recorded page of persons is read") {
    const auto page = page_of(recorded("pd_list_persons_200_v2_page1.json").body);
    CHECK(page.next_cursor == "eyJmaWVsZCI6ImlkIiwiZmllbGRWYWx1ZSI6Mywic29ydERpcmVjdGlvbiI6ImFzYyIsImlkIjozfQ");
    REQUIRE(page.rows.size() == 2);
    Record benjamin;
    benjamin.ref = {Crm::pipedrive, "1"};
    benjamin.name = "[Sample] Benjamin Leon";
    benjamin.first_name = "[Sample] Benjamin";
    benjamin.last_name = "Leon";
    benjamin.emails = {"benjamin.leon@gmial.com"};
    benjamin.phones = {{"785-202-7824", ""}};
    benjamin.created = at(2026, 4, 1, clock_time(19, 0, 37));
    benjamin.changed = at(2026, 4, 1, clock_time(19, 0, 38));
    CHECK(std::get<Record>(page.rows[0].content) == benjamin);
    CHECK(std::get<Record>(page.rows[1].content).phones.empty());
}

TEST_CASE("a recorded person is read") {
    const auto row = std::get<PersonRow>(decode_person(recorded("pd_get_person_200_v2.json").body));
    const auto& record = std::get<Record>(row.content);
    CHECK(row.id == "10");
    CHECK(record.organization_id == "7");
    CHECK(record.phones == std::vector<Phone>{{"555-0100", "work"}});
}

TEST_CASE("ids are decimal text of any length, given as number or text") {
    CHECK(record_of(R"({"id":9223372036854775807})").ref.id == "9223372036854775807");
    CHECK(record_of(R"({"id":"42"})").ref.id == "42");
    for (const auto* id : {"null", "1.5", "-3", "\"\"", "{}", "true"})
        CHECK(page_failure(page_json({std::string("{\"id\":") + id + "}"})).kind == FailureKind::damaged);
    CHECK(page_failure(page_json({"{\"name\":\"Ada\"}"})).message == "Pipedrive sent a person without an id");
    CHECK(page_failure(page_json({"7"})).kind == FailureKind::damaged);
}

TEST_CASE("everything but the id may be null or missing") {
    Record bare;
    bare.ref = {Crm::pipedrive, "5"};
    CHECK(record_of(R"({"id":5})") == bare);
    CHECK(record_of(R"({"id":5,"name":null,"first_name":null,"last_name":null,"emails":null,"phones":null,"org_id":null,
                        "add_time":null,"update_time":null,"is_deleted":null,"custom_fields":null})") == bare);
    CHECK(record_of(R"({"id":5,"emails":[{"value":"","primary":true}],"phones":[{"value":null},null]})") == bare);
}

TEST_CASE("the primary e-mail and phone come first") {
    const auto record = record_of(R"({"id":5,
        "emails":[{"value":" a@example.com "},{"value":"b@example.com","primary":true},{"value":"c@example.com"}],
        "phones":[{"value":"1","label":"home"},{"value":"2","primary":true,"label":"mobile"}]})");
    CHECK(record.emails == Texts{"b@example.com", "a@example.com", "c@example.com"});
    CHECK(record.phones == std::vector<Phone>{{"2", "mobile"}, {"1", "home"}});
}

TEST_CASE("older forms of e-mails, phones and organizations are understood") {
    CHECK(record_of(R"({"id":5,"emails":["a@example.com","b@example.com"]})").emails ==
          Texts{"a@example.com", "b@example.com"});
    CHECK(record_of(R"({"id":5,"email":[{"value":"a@example.com"}]})").emails == Texts{"a@example.com"});
    CHECK(record_of(R"({"id":5,"email":"a@example.com","phone":5550100})").emails == Texts{"a@example.com"});
    CHECK(record_of(R"({"id":5,"phone":5550100})").phones == std::vector<Phone>{{"5550100", ""}});
    CHECK(record_of(R"({"id":5,"org_id":{"value":1234,"name":"Org"}})").organization_id == "1234");
}

TEST_CASE("times have no fraction, a fraction, or v1's form") {
    const auto expected = at(2025, 1, 2, clock_time(3, 4, 5));
    CHECK(record_of(R"({"id":5,"update_time":"2025-01-02T03:04:05Z"})").changed == expected);
    CHECK(record_of(R"({"id":5,"update_time":"2025-01-02T03:04:05.250Z"})").changed == expected + Millis(250));
    CHECK(record_of(R"({"id":5,"add_time":"2025-01-02 03:04:05"})").created == expected);
    CHECK(record_of(R"({"id":5,"update_time":"yesterday"})").changed == std::nullopt);
}

TEST_CASE("text is repaired and trimmed") {
    CHECK(record_of(R"({"id":5,"name":"  Zoë 🦊\t"})").name == "Zoë 🦊");
    CHECK(record_of(R"({"id":5,"name":"\ud83e\udd8a"})").name == "🦊");
    CHECK(record_of(R"({"id":5,"name":"A\ud83d"})").name == "A\xEF\xBF\xBD");
    CHECK(record_of("{\"id\":5,\"name\":\"A\xFF\"}").name == "A\xEF\xBF\xBD");
}

TEST_CASE("deleted persons are told apart") {
    const auto page = page_of(page_json({person_json("1"), person_json("2", ",\"is_deleted\":true")}));
    CHECK(std::holds_alternative<Record>(page.rows[0].content));
    CHECK(std::holds_alternative<Deleted>(page.rows[1].content));
}

TEST_CASE("a person who cannot be understood keeps the id") {
    CHECK(unusable_reason(R"({"id":5,"name":"Ada","emails":{}})") == "emails: not a list of addresses");
    CHECK(unusable_reason(R"({"id":5,"name":"Ada","emails":true})") == "emails: not a list of addresses");
    CHECK(unusable_reason(R"({"id":5,"name":"Ada","emails":[[]]})") == "emails: not a list of addresses");
    CHECK(unusable_reason(R"({"id":5,"name":"Ada","emails":[{"value":{}}]})") == "emails: not a list of addresses");
    CHECK(unusable_reason(R"({"id":5,"name":"Ada","phones":{"work":"1"}})") == "phones: not a list of numbers");
    CHECK(unusable_reason(R"({"id":5,"name":["Ada"]})") == "name: not a text");
}

TEST_CASE("a person with an e-mail is used, whatever else is strange") {
    const auto record = record_of(R"({"id":5,"name":{},"emails":[[],{"value":"a@example.com"}],"phones":true})");
    CHECK(record.emails == Texts{"a@example.com"});
    CHECK(record.name.empty());
}

TEST_CASE("the last page has a null, empty or absent cursor") {
    CHECK(page_of(page_json({}, "next")).next_cursor == "next");
    for (const auto* rest : {R"(,"additional_data":{"next_cursor":null})", R"(,"additional_data":{"next_cursor":""})",
                             R"(,"additional_data":{})", R"(,"additional_data":null)", ""})
        CHECK(page_of(std::string(R"({"success":true,"data":[])") + rest + "}").next_cursor.empty());
}

TEST_CASE("an empty account has an empty list or null") {
    CHECK(page_of(R"({"success":true,"data":[]})").rows.empty());
    CHECK(page_of(R"({"success":true,"data":null})").rows.empty());
}

TEST_CASE("what is no page is damaged") {
    for (const auto* body :
         {"", "null", "[]", "7", "<html>", R"({"success":true})", R"({"data":null})", R"({"success":false,"data":[]})",
          R"({"success":"true","data":[]})", R"({"success":true,"data":{}})", R"({"success":true,"data":[)",
          R"({"success":true,"data":[],"additional_data":{"next_cursor":7}})"}) {
        CAPTURE(body);
        CHECK(page_failure(body).kind == FailureKind::damaged);
    }
    CHECK(page_failure(std::string(200'000, '[')).kind == FailureKind::damaged);
    CHECK(
        page_failure(R"({"success":true,"data":)" + std::string(200'000, '[') + std::string(200'000, ']') + "}").kind ==
        FailureKind::damaged);
}

TEST_CASE("a draft is written with its fields and nothing else") {
    const PersonDraft full{"Zoë \"Z\" 🦊", {"a@example.com", "b@example.com"}, {{"1", "mobile"}, {"2", ""}}};
    CHECK(encode_person(full) ==
          R"({"name":"Zoë \"Z\" 🦊",)"
          R"("emails":[{"value":"a@example.com","primary":true,"label":"work"},)"
          R"({"value":"b@example.com","primary":false,"label":"work"}],)"
          R"("phones":[{"value":"1","primary":true,"label":"mobile"},{"value":"2","primary":false}]})");
    CHECK(encode_person({"Ada", {}, {}}) == R"({"name":"Ada"})");
    CHECK(encode_person({"A\xFF\n", {}, {}}) == "{\"name\":\"A\xEF\xBF\xBD\\n\"}");
}
