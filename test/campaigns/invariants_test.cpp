#include "campaigns/invariants.h"

#include <csignal>

#include "sandbox/sandbox.h"
#include "support/catch.h"
#include "support/file_content.h"

using namespace campaigns;
using scenarios::Side;

namespace {

const scenarios::Line pass{7, "pass", {}};

/// A stage whose requests an observer sees, as if a program had made them.
struct Watched {
    Watched() { begin_pass(); }

    void begin_pass() { invariants.before_pass(stage, pass, false); }
    void answer(Side side, const sandbox::JournalEntry& entry, const sandbox::Response& response) {
        invariants.after_request(stage, pass, side, entry, response);
    }
    void last_page(Side side, const std::string& path = "/") {
        static const std::map<Side, std::string> bodies = {
            {Side::hubspot, R"({"results":[]})"},
            {Side::pipedrive, R"({"success":true,"data":[],"additional_data":{"next_cursor":null}})"}};
        answer(side, {"list", "GET", path, "", 200, 0}, {200, {}, bodies.at(side)});
    }
    void create(Side side) { answer(side, {"create", "POST", "/", "", 200, 0}, {}); }

    scenarios::Stage stage{"/nowhere"};
    Invariants invariants;
};

}  // namespace

TEST_CASE("a request that breaks an invariant is noticed at once") {
    Watched watched;
    const auto list_hubspot = [&](int status, const std::string& body) {
        watched.answer(Side::hubspot, {"list", "GET", "/", "", status, 0}, {status, {}, body});
    };
    watched.last_page(Side::pipedrive);
    SECTION("a create after reads that had come to their end") {
        watched.last_page(Side::hubspot);
        CHECK_NOTHROW(watched.create(Side::hubspot));
    }
    SECTION("a create before it") {
        CHECK_THROWS_AS(watched.create(Side::hubspot), scenarios::Mismatch);
        list_hubspot(200, R"({"results":[],"paging":{"next":{"after":"2"}}})");
        CHECK_THROWS_AS(watched.create(Side::hubspot), scenarios::Mismatch);
        list_hubspot(500, R"({"results":[]})");
        CHECK_THROWS_AS(watched.create(Side::hubspot), scenarios::Mismatch);
    }
    SECTION("two of ours") {
        watched.last_page(Side::hubspot);
        for (int i = 0; i < 2; ++i) watched.stage.crms().hubspot().add({{"firstname", "Eve"}, {"lastname", "Stone"}});
        CHECK_THROWS_AS(watched.create(Side::hubspot), scenarios::Mismatch);
    }
}

TEST_CASE("a create before the other side was ever listed is noticed") {
    Watched watched;
    watched.last_page(Side::hubspot);
    CHECK_THROWS_WITH(watched.create(Side::hubspot), contains("pipedrive was ever listed"));
    watched.last_page(Side::pipedrive, "/api/v2/persons?updated_since=2026-01-01");
    CHECK_THROWS_AS(watched.create(Side::hubspot), scenarios::Mismatch);
    watched.last_page(Side::pipedrive);
    support::write_file(watched.stage.folder() / "pdhs-sync.db", "");
    watched.begin_pass();
    watched.last_page(Side::hubspot);
    CHECK_NOTHROW(watched.create(Side::hubspot));
    watched.stage.delete_state();
    watched.begin_pass();
    watched.last_page(Side::hubspot);
    CHECK_THROWS_AS(watched.create(Side::hubspot), scenarios::Mismatch);
}

TEST_CASE("somebody who was there is noticed when created again") {
    Watched watched;
    watched.stage.people().add(Side::pipedrive, {1, "ada", {{"name", "Ada"}, {"email", "ada@example.com"}}});
    watched.begin_pass();
    for (const auto side : scenarios::both_sides) watched.last_page(side);
    watched.stage.crms().pipedrive().add_person("Ada", {"ada@example.com"});
    CHECK_THROWS_WITH(watched.create(Side::pipedrive), contains("although there was"));
}

TEST_CASE("somebody created again under another address is noticed") {
    Watched watched;
    watched.stage.people().add(Side::hubspot, {1, "b", {{"email", "b@example.com"}}});
    watched.stage.people().add(Side::pipedrive,
                               {2, "ab", {{"name", "Ada"}, {"email", "a@example.com"}, {"email", "b@example.com"}}});
    watched.begin_pass();
    const auto time_went_by = GENERATE(false, true);
    if (time_went_by) {
        watched.stage.advance_clock(std::chrono::minutes{5});
        watched.begin_pass();
    }
    for (const auto side : scenarios::both_sides) watched.last_page(side);
    watched.stage.crms().hubspot().add({{"email", "a@example.com"}});
    if (time_went_by)
        CHECK_THROWS_WITH(watched.create(Side::hubspot), contains("although there was"));
    else
        CHECK_NOTHROW(watched.create(Side::hubspot));
}

TEST_CASE("a killed pass whose create is not in the ledger is noticed") {
    Watched watched;
    const auto serve = [&](const std::string& method, const std::string& kind) {
        watched.stage.service(Side::hubspot).handle({method, "/crm/objects/2026-09/contacts", {}, {}, {}});
        watched.answer(Side::hubspot, {kind, method, "/", "", 200, 0}, {200, {}, R"({"results":[]})"});
    };
    watched.last_page(Side::pipedrive);
    serve("GET", "list");
    scenarios::PassResult result;
    result.end.signal = SIGKILL;
    support::write_file(watched.stage.folder() / "pdhs-sync.db", "");
    CHECK_NOTHROW(watched.invariants.when_ended(watched.stage, pass, result));
    serve("POST", "create");
    CHECK_THROWS_WITH(watched.invariants.when_ended(watched.stage, pass, result), contains("ledger"));
}
