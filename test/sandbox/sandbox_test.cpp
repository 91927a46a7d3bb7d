#include "sandbox/sandbox.h"

#include <thread>

#include "sandbox/canned_answers.h"
#include "sandbox/delayed_index.h"
#include "sandbox/sample_data.h"
#include "sandbox/test_client.h"
#include "support/catch.h"

using namespace sandbox;

TEST_CASE("the Date header tells the sandbox's time") {
    Sandbox crms;
    crms.clock().freeze();
    crms.clock().set(1'795'417'200'999);
    CHECK(hubspot_client(crms).get(contacts_path).header("date") == "Mon, 23 Nov 2026 07:00:00 GMT");
}

TEST_CASE("strange text arrives as it is, even where it is no JSON text") {
    Sandbox crms;
    crms.pipedrive().add_person("Lone {{lone_surrogate}} 🚲 由紀", {" N/A "});
    crms.pipedrive().add_person("Bad {{bad_utf8}}");
    const auto body = pipedrive_client(crms).get(persons_path).body;
    CHECK_THAT(body, contains("Lone \\ud83d 🚲 由紀"));
    CHECK_THAT(body, contains("Bad \xff\xfe"));
    CHECK_THAT(body, contains("\" N/A \""));
}

TEST_CASE("a forced answer takes the place of the work, or of its answer only") {
    Sandbox crms;
    auto client = pipedrive_client(crms);
    ForcedAnswer forced;
    forced.kind = "create";
    forced.nth = 2;
    forced.effect = Effect::done;
    forced.answer = *canned_answer("pipedrive-500");
    crms.pipedrive().force(forced);
    const Json body{{"name", "Jane Doe"}};
    CHECK(client.post(persons_path, body).status == 200);
    CHECK(client.post(persons_path, body).status == 500);
    CHECK(crms.pipedrive().persons().size() == 2);
    CHECK(client.post(persons_path, body).status == 200);
    crms.pipedrive().force({.kind = "list", .times = -1, .answer = *canned_answer("pipedrive-429-daily")});
    CHECK(client.get(persons_path).header("retry-after") == "3939");
    CHECK(client.get(persons_path).status == 429);
    CHECK(crms.pipedrive().counters().refused_429 == 2);
    crms.pipedrive().clear_forced();
    CHECK(client.get(persons_path).status == 200);
}

TEST_CASE("every canned answer has a name that is found") {
    for (const auto& name : canned_answer_names()) CHECK(canned_answer(name)->status >= 200);
    CHECK_FALSE(canned_answer("no such answer"));
}

TEST_CASE("a hook may act on the CRMs before a request is handled") {
    Sandbox crms;
    crms.hubspot().on_request([&](const RequestSeen& seen) {
        if (seen.kind == "list" && seen.nth_of_kind == 2) crms.hubspot().add({{"email", "late@example.com"}});
    });
    auto client = hubspot_client(crms);
    CHECK(client.get(contacts_path).json()["results"].empty());
    CHECK(client.get(contacts_path).json()["results"].size() == 1);
}

TEST_CASE("a hook sees each answer with what it has done") {
    Sandbox crms;
    std::vector<std::string> seen;
    crms.hubspot().on_answer([&](const JournalEntry& entry, const Response& answer) {
        seen.push_back(entry.kind + " " + std::to_string(answer.status) + " " +
                       std::to_string(crms.hubspot().contacts().size()));
    });
    auto client = hubspot_client(crms);
    client.post(contacts_path, Json{{"properties", {{"email", "a@example.com"}}}});
    client.post(contacts_path, Json{{"properties", {{"email", "a@example.com"}}}});
    crms.hubspot().on_answer({});
    client.get(contacts_path);
    CHECK(seen == std::vector<std::string>{"create 201 1", "create 409 1"});
}

TEST_CASE("requests are counted by kind and kept in a journal") {
    Sandbox crms;
    auto client = hubspot_client(crms);
    client.get(contacts_path + "?limit=5");
    client.post(contacts_path, Json{{"properties", {{"email", "a@example.com"}}}});
    client.post(contacts_path, Json{{"properties", {{"email", "a@example.com"}}}});
    const auto counters = crms.hubspot().counters();
    CHECK(counters.by_kind == std::map<std::string, std::int64_t>{{"create", 2}, {"list", 1}});
    CHECK(counters.writes() == 1);
    CHECK(counters.tokens == 3);
    const auto journal = crms.hubspot().journal();
    REQUIRE(journal.size() == 3);
    CHECK(journal[0].path == contacts_path + "?limit=5");
    CHECK(journal[2].status == 409);
    CHECK_THAT(journal[1].body, contains("a@example.com"));
    crms.hubspot().reset_counters();
    CHECK(crms.hubspot().counters().requests == 0);
    CHECK(crms.hubspot().journal().empty());
}

TEST_CASE("the index keeps a state until a newer one can be found") {
    DelayedIndex<int, std::string> index;
    const auto found_at = [&](std::int64_t now_ms) {
        std::string found = "nothing";
        index.each(now_ms, [&](const std::string& record, std::int64_t, bool is_first) {
            found = record + (is_first ? ", first" : "");
        });
        return found;
    };
    index.put(1, "old", 100);
    index.put(1, "new", 200);
    index.put(1, "newest", 300);
    index.forget_replaced(1, 250);
    CHECK(found_at(150) == "nothing");
    CHECK(found_at(250) == "new");
    CHECK(found_at(300) == "newest");
    index.put(2, "other", 300);
    index.forget_replaced(2, 250);
    CHECK(found_at(300) == "other, first");
}

TEST_CASE("people keep to uniqueness too") {
    Sandbox crms;
    const auto id = crms.hubspot().add({{"email", "A@example.com"}});
    CHECK_THROWS_AS(crms.hubspot().add({{"email", "a@example.com"}}), std::invalid_argument);
    crms.hubspot().remove(id);
    const auto other = crms.hubspot().add({{"email", "a@example.com"}});
    CHECK_THROWS_AS(crms.hubspot().restore(id), std::invalid_argument);
    crms.hubspot().edit(other, {{"email", "b@example.com"}});
    crms.hubspot().restore(id);
    CHECK(crms.hubspot().contacts().size() == 2);
    CHECK(crms.hubspot().find_by_email("A@EXAMPLE.com")->id == id);
    CHECK_THROWS_AS(crms.pipedrive().edit_person(1, [](Person&) {}), std::invalid_argument);
}

TEST_CASE("scripts control the sandbox over HTTP, without a token and without a trace") {
    Sandbox crms;
    TestClient client(crms.hubspot_port());
    const auto id = client.post("/_sandbox/contacts", Json{{"email", "a@example.com"}}).json()["id"];
    CHECK(client.post("/_sandbox/contacts", Json{{"email", "A@example.com"}}).status == 409);
    CHECK(client.post_text("/_sandbox/contacts", "{").status == 400);
    CHECK(client.get("/_sandbox/contacts").json()[0]["email"] == "a@example.com");
    client.post("/_sandbox/persons",
                Json{{"name", "Jane Doe"}, {"emails", {"j@example.com"}}, {"organization", "Acme"}});
    CHECK(client.get("/_sandbox/persons").json()[0]["emails"] == Json({"j@example.com"}));
    CHECK(crms.pipedrive().organizations().front().name == "Acme");
    const auto before = crms.clock().now_ms();
    CHECK(client.post("/_sandbox/clock", Json{{"advance_ms", 60'000}}).json()["now_ms"] >= before + 60'000);
    CHECK(client.remove("/_sandbox/contacts/" + id.get<std::string>()).status == 204);
    CHECK(crms.hubspot().contacts().empty());
    CHECK(client.get("/_sandbox/counters").json()["hubspot"]["requests"] == 0);
    CHECK(client.get("/_sandbox/nothing").status == 404);
    CHECK_THAT(client.get("/_sandbox/table").body, contains("Pipedrive persons (1)"));
}

TEST_CASE("a stopped sandbox leaves idle connections at once") {
    auto crms = std::make_unique<Sandbox>();
    auto client = hubspot_client(*crms);
    for (int each = 0; each < 20; ++each) REQUIRE(client.get(contacts_path).status == 200);
    crms.reset();
    CHECK_THROWS(client.get(contacts_path));
}

TEST_CASE("many clients are served at the same time") {
    Sandbox crms;
    std::vector<std::thread> threads;
    for (int worker = 0; worker < 8; ++worker)
        threads.emplace_back([&, worker] {
            auto client = pipedrive_client(crms);
            for (int each = 0; each < 20; ++each)
                client.post(persons_path, Json{{"name", std::to_string(worker) + "-" + std::to_string(each)}});
        });
    for (auto& thread : threads) thread.join();
    CHECK(crms.pipedrive().persons().size() == 160);
    CHECK(crms.pipedrive().counters().created == 160);
}

TEST_CASE("a port in use is refused") {
    Sandbox crms;
    Options options;
    options.hubspot_port = crms.hubspot_port();
    CHECK_THROWS_AS(Sandbox(options), std::runtime_error);
}

TEST_CASE("the samples are people of both sides") {
    Sandbox sample;
    add_sample_people(sample.hubspot(), sample.pipedrive());
    CHECK(sample.hubspot().contacts().size() == 11);
    CHECK(sample.pipedrive().persons().size() == 13);
    Sandbox generated;
    add_generated_people(generated.hubspot(), generated.pipedrive(), 10, 5);
    CHECK(generated.hubspot().contacts().size() == 10);
    int shared = 0;
    for (const auto& person : generated.pipedrive().persons())
        shared += generated.hubspot().find_by_email(person.emails.front().value) ? 1 : 0;
    CHECK(shared == 5);
}
