#include "campaigns/invariants.h"

#include <csignal>

#include "sandbox/sandbox.h"
#include "support/catch.h"
#include "support/file_content.h"

using namespace campaigns;
using scenarios::Side;

TEST_CASE("a request that breaks an invariant is noticed at once") {
    const sandbox::JournalEntry list{"list", "GET", "/", "", 200, 0};
    const sandbox::JournalEntry create{"create", "POST", "/", "", 201, 0};
    const sandbox::Response last_page{200, {}, R"({"results":[]})"};
    const scenarios::Line pass{7, "pass", {}};
    scenarios::Stage stage("/nowhere");
    stage.people().add(Side::hubspot, {1, "ada", {{"email", "ada@example.com"}}});
    Invariants invariants;
    invariants.before_pass(stage, pass, false);
    const auto after = [&](const sandbox::JournalEntry& entry, const sandbox::Response& answer) {
        invariants.after_request(stage, pass, Side::hubspot, entry, answer);
    };
    SECTION("a create after a read that had come to its end") {
        after(list, last_page);
        CHECK_NOTHROW(after(create, {201, {}, ""}));
    }
    SECTION("a create before it") {
        CHECK_THROWS_AS(after(create, {201, {}, ""}), scenarios::Mismatch);
        after(list, {200, {}, R"({"results":[],"paging":{"next":{"after":"2"}}})"});
        CHECK_THROWS_AS(after(create, {201, {}, ""}), scenarios::Mismatch);
        after(list, {500, {}, R"({"results":[]})"});
        CHECK_THROWS_AS(after(create, {201, {}, ""}), scenarios::Mismatch);
    }
    SECTION("two of ours") {
        after(list, last_page);
        for (int i = 0; i < 2; ++i) stage.crms().hubspot().add({{"firstname", "Eve"}, {"lastname", "Stone"}});
        CHECK_THROWS_AS(after(create, {201, {}, ""}), scenarios::Mismatch);
    }
}

TEST_CASE("somebody who was there is noticed when created again") {
    const scenarios::Line pass{7, "pass", {}};
    scenarios::Stage stage("/nowhere");
    stage.people().add(Side::pipedrive, {1, "ada", {{"name", "Ada"}, {"email", "ada@example.com"}}});
    Invariants invariants;
    invariants.before_pass(stage, pass, false);
    invariants.after_request(stage, pass, Side::pipedrive, {"list", "GET", "/", "", 200, 0},
                             {200, {}, R"({"success":true,"data":[],"additional_data":{"next_cursor":null}})"});
    stage.crms().pipedrive().add_person("Ada", {"ada@example.com"});
    CHECK_THROWS_AS(invariants.after_request(stage, pass, Side::pipedrive, {"create", "POST", "/", "", 200, 0}, {}),
                    scenarios::Mismatch);
}

TEST_CASE("somebody created again under another address is noticed") {
    const scenarios::Line pass{7, "pass", {}};
    scenarios::Stage stage("/nowhere");
    stage.people().add(Side::hubspot, {1, "b", {{"email", "b@example.com"}}});
    stage.people().add(Side::pipedrive,
                       {2, "ab", {{"name", "Ada"}, {"email", "a@example.com"}, {"email", "b@example.com"}}});
    Invariants invariants;
    invariants.before_pass(stage, pass, false);
    const auto time_went_by = GENERATE(false, true);
    if (time_went_by) {
        stage.advance_clock(std::chrono::minutes{5});
        invariants.before_pass(stage, pass, false);
    }
    const auto after = [&](Side side, const std::string& kind, const std::string& body) {
        invariants.after_request(stage, pass, side, {kind, "", "/", "", 200, 0}, {200, {}, body});
    };
    after(Side::hubspot, "list", R"({"results":[]})");
    after(Side::pipedrive, "list", R"({"success":true,"data":[],"additional_data":{"next_cursor":null}})");
    stage.crms().hubspot().add({{"email", "a@example.com"}});
    if (time_went_by)
        CHECK_THROWS_AS(after(Side::hubspot, "create", ""), scenarios::Mismatch);
    else
        CHECK_NOTHROW(after(Side::hubspot, "create", ""));
}

TEST_CASE("a killed pass whose create is not in the ledger is noticed") {
    const scenarios::Line pass{7, "pass", {}};
    scenarios::Stage stage("/nowhere");
    Invariants invariants;
    invariants.before_pass(stage, pass, false);
    const auto serve = [&](const std::string& method, const std::string& path, const std::string& kind) {
        stage.service(Side::hubspot).handle({method, path, {}, {}, {}});
        invariants.after_request(stage, pass, Side::hubspot, {kind, method, path, "", 200, 0},
                                 {200, {}, R"({"results":[]})"});
    };
    serve("GET", "/crm/objects/2026-09/contacts", "list");
    scenarios::PassResult result;
    result.end.signal = SIGKILL;
    support::write_file(stage.folder() / "pdhs-sync.db", "");
    CHECK_NOTHROW(invariants.when_ended(stage, pass, result));
    serve("POST", "/crm/objects/2026-09/contacts", "create");
    CHECK_THROWS_AS(invariants.when_ended(stage, pass, result), scenarios::Mismatch);
}
