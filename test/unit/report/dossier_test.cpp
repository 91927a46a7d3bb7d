#include <fstream>
#include <nlohmann/json.hpp>

#include "pdhs/report/dossier_text.h"
#include "pdhs/report/log_history.h"
#include "sample.h"
#include "support/catch.h"
#include "support/temporary_folder.h"

using namespace pdhs;

namespace {

constexpr Time then{Millis{1'790'000'000'000}};

KnownRecord known_contact() {
    KnownRecord known;
    known.number = 1;
    known.record.ref = {Crm::hubspot, "123"};
    known.record.first_name = "Ada\x1b";
    known.record.emails = {"ada@x.com", "info@x.com"};
    known.noted = then;
    known.shared_addresses = {"info@x.com"};
    known.partners = {{{Crm::pipedrive, "45"}, BondOrigin::email, RecordStatus::gone}};
    return known;
}

Dossier sample_dossier() {
    Dossier dossier;
    dossier.asked = "ada@x.com";
    dossier.records = {known_contact()};
    dossier.next = {skipped_action("vanished")};
    dossier.deeds = {{then, 7, "created on Pipedrive", ""}, {then, 9, "left alone", "vanished"}};
    dossier.both_were_read_once = true;
    return dossier;
}

}  // namespace

TEST_CASE("what is known of somebody, as a whole") {
    CHECK(dossier_as_text(sample_dossier()) ==
          "HubSpot 123: Ada\xEF\xBF\xBD\n"
          "  ada@x.com, info@x.com (shared with others, so nobody is known by it)\n"
          "  belongs to Pipedrive 45, no longer there (matched by an address)\n"
          "  last seen new or changed 2026-09-21 14:13 UTC\n"
          "\n"
          "What comes next:\n"
          "  Not created on Pipedrive - was on the other side before and vanished there; left alone\n"
          "\n"
          "What was done, as far as the log goes back:\n"
          "  2026-09-21 14:13 UTC  pass 7  created on Pipedrive\n"
          "  2026-09-21 14:13 UTC  pass 9  left alone: was on the other side before and vanished there; left alone\n");
}

TEST_CASE("what comes next where nothing is planned") {
    auto dossier = sample_dossier();
    dossier.next.clear();
    CHECK_THAT(dossier_as_text(dossier), contains("Nothing is planned.\n"));
    auto person = known_contact();
    person.record.ref = {Crm::pipedrive, "45"};
    dossier.records.push_back(person);
    CHECK_THAT(dossier_as_text(dossier), contains("this person stands on both sides"));
    dossier.both_were_read_once = false;
    CHECK_THAT(dossier_as_text(dossier), contains("before both sides were read to their ends once"));
}

TEST_CASE("each thing that comes next has its line, and what the platform said") {
    auto dossier = sample_dossier();
    dossier.records[0].record.first_name.clear();
    auto parked = skipped_action("parked");
    parked.what = Action::Do::hold;
    parked.outcome = Action::Outcome::pending;
    parked.detail = "Pipedrive does not take it\x1b";
    dossier.records[0].next_try = then;
    dossier.next.push_back(parked);
    const auto text = dossier_as_text(dossier);
    CHECK_THAT(text, contains("HubSpot 123: (no name)\n"));
    CHECK_THAT(text, contains("\n  Held back from Pipedrive - refused before; is tried again later, or as soon as the "
                              "record changes\n    HubSpot 123: Pipedrive does not take it\xEF\xBF\xBD\n"
                              "    not before 2026-09-21 14:13 UTC\n"));
    CHECK_THAT(text, contains("\n  Not created on Pipedrive - was on the other side"));
}

TEST_CASE("who has no address is shown with the phones") {
    auto dossier = sample_dossier();
    auto& record = dossier.records[0].record;
    record.emails.clear();
    CHECK_THAT(dossier_as_text(dossier), contains("\n  no address, no phone\n"));
    record.phones = {{"+49 30 1234567", "work"}, {"030\x1b", "home"}};
    CHECK_THAT(dossier_as_text(dossier), contains("\n  no address, phone +49 30 1234567, 030\xEF\xBF\xBD\n"));
}

TEST_CASE("of a stranger it says where it looked, and what else to try") {
    Dossier stranger;
    stranger.asked = "bob@x.com";
    stranger.polled.hubspot = then;
    const auto text = dossier_as_text(stranger);
    CHECK_THAT(text, contains("Nothing is known of bob@x.com."));
    CHECK_THAT(text, contains("HubSpot was last asked 2026-09-21 14:13 UTC, Pipedrive never."));
    CHECK(nlohmann::json::parse(dossier_as_json(stranger, "1"))["known"] == false);
    stranger.polled = {};
    stranger.state_path = "/x/pdhs-sync.db";
    CHECK_THAT(dossier_as_text(stranger), contains("no pass has read either side yet with the state /x/pdhs-sync.db."));
}

TEST_CASE("what is known of somebody, as JSON") {
    const auto json = nlohmann::json::parse(dossier_as_json(sample_dossier(), "1.2.3"));
    CHECK(json["schema"] == "pdhs-sync.explain/1");
    CHECK(json["known"] == true);
    CHECK(json["records"][0]["record"] == "hubspot:123");
    CHECK(json["records"][0]["name"] == "Ada\x1b");
    CHECK(json["records"][0]["next_try"].is_null());
    CHECK(json["records"][0]["shared_addresses"] == nlohmann::json::array({"info@x.com"}));
    CHECK(json["records"][0]["bound_to"][0]["state"] == "gone");
    CHECK(json["records"][0]["bound_to"][0]["by"] == "email");
    CHECK(json["next"][0]["reason"] == "vanished");
    CHECK(json["done"][1]["detail"] == "vanished");
    CHECK(json["pipedrive_polled"].is_null());
}

TEST_CASE("the log tells what was done about a record, also the one before, and nothing about others") {
    const support::TemporaryFolder folder;
    const auto log = folder.file("output.log");
    std::ofstream(log + ".1") << R"({"time":1,"msg":"waits","pass":1,"from":"hubspot:123","reason":"parked"})"
                              << "\n";
    std::ofstream(log) << "no log line 123\n"
                       << R"({"time":2,"msg":"created on Pipedrive","pass":2,"platform":"pipedrive","id":"45"})"
                       << "\n"
                       << R"({"time":3,"msg":"of another platform","pass":3,"platform":"pipedrive","id":"123"})"
                       << "\n"
                       << R"({"time":4,"msg":"longer id","pass":4,"from":"hubspot:1234"})"
                       << "\n"
                       << R"({"time":5,"msg":"in a dry run","pass":5,"dry_run":true,"from":"hubspot:123"})"
                       << "\n"
                       << R"({"time":6,"msg":"same","pass":6,"contact":"hubspot:123","person":"pipedrive:9"})"
                       << "\n";
    auto person = known_contact();
    person.record.ref = {Crm::pipedrive, "45"};
    const auto deeds = deeds_in_log(log, {known_contact(), person});
    REQUIRE(deeds.size() == 3);
    CHECK(deeds[0] == PastDeed{Time{Millis{1}}, 1, "waits", "parked"});
    CHECK(deeds[1].message == "created on Pipedrive");
    CHECK(deeds[2].pass == 6);
    CHECK(deeds_in_log(log, {}).empty());
    CHECK(deeds_in_log(folder.file("none"), {person}).empty());
}
