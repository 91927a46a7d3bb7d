#include "pdhs/report/status_text.h"

#include <nlohmann/json.hpp>

#include "sample.h"
#include "support/catch.h"

using namespace pdhs;

namespace {

constexpr Time now{Millis{1'790'000'000'000}};

Status sample_status() {
    Status status;
    status.now = now;
    status.passes = {
        {13, now - Millis{30'000}, {}, Millis{0}, {}, ""},
        {12, now - Millis{60'000}, ExitCode::try_later, Millis{400}, {}, "HubSpot: \x1b cannot be reached"},
        {11, now - Millis{90'000}, ExitCode::ok, Millis{500}, {2, 1}, ""}};
    status.last_good = status.passes[2];
    status.platforms.hubspot.live = 12'345;
    status.platforms.hubspot.history.polled_at = now - Millis{30'000};
    status.platforms.hubspot.budget = {190'000, now + Millis{3'600'000}, 200'000, 200'000};
    status.platforms.pipedrive.interval = Millis{45'000};
    status.platforms.pipedrive.missing = 3;
    status.platforms.pipedrive.block = Block{FailureKind::blocked, "turned away", now, now + Millis{900'000}, 1, now};
    status.platforms.pipedrive.cut = CutListing{"x", {}, now, 1, now + Millis{60'000}, false, "HTTP 500", 1'000};
    status.bonds = 12'000;
    status.to_create = {5, 6};
    status.brakes = {{BrakeKind::listing, Crm::hubspot, Brake::Status::holds, now, "too few"}};
    status.actions = {skipped_action("shared_address")};
    return status;
}

}  // namespace

TEST_CASE("how things stand, for a person") {
    const auto text = status_as_text(sample_status(), Terminal::plain);
    CHECK(text.rfind("The last pass that ended was number 12, 1 min 0 s ago (exit 4): HubSpot: ", 0) == 0);
    CHECK_THAT(text, contains("cannot be reached. Nothing is lost: the next passes go on from here by themselves."));
    CHECK_THAT(text, contains("The last good pass was number 11, 1 min 30 s ago (2026-09-21 "));
    CHECK_THAT(text, contains("A brake holds since 2026-09-21 14:13 UTC: too few\n"));
    CHECK_THAT(text,
               contains("Pipedrive has been left alone since 2026-09-21 14:13 UTC, until 2026-09-21 14:28 UTC at the "
                        "latest: turned away\n"));
    CHECK_THAT(text, contains("Pipedrive: a listing was cut off after 1,000 records (HTTP 500); it goes on after "));
    CHECK_THAT(text, contains("HubSpot: 12,345 records; last asked 30 s ago, last listed to its end never\n"));
    CHECK_THAT(text, contains("  quota: 0 calls spent in 24 h, 190,000 are left to us until"));
    CHECK_THAT(text, contains("  quota (assumed, since it was not asked yet): "));
    CHECK_THAT(text, contains(", enough for a poll every 45 s\n"));
    CHECK_THAT(text, contains("3 records were not in the last listing"));
    CHECK_THAT(text, contains("12,000 are on both sides; 6 wait to be created on Pipedrive, 5 on HubSpot\n"));
    CHECK_THAT(text, contains("Not created on Pipedrive - all addresses are shared"));
    CHECK_THAT(text, contains("  13  2026-09-21 14:12:50 UTC  was killed\n"));
    CHECK_THAT(text, contains("  11  2026-09-21 14:11:50 UTC  exit 0, 1 created on Pipedrive, 2 on HubSpot\n"));
    CHECK(text.find('\x1b') == std::string::npos);
}

TEST_CASE("a state without a good pass says so, and one that is too old") {
    auto status = sample_status();
    status.greatest_age = Millis{60'000};
    CHECK_THAT(status_as_text(status, Terminal::plain),
               contains("That is longer ago than the 1 min 0 s of --max-age."));
    CHECK_THAT(status_as_text(status, Terminal::colour), contains("\x1b[31mThe last good pass"));
    status.last_good.reset();
    CHECK_THAT(status_as_text(status, Terminal::plain), contains("\nNo pass has ended well yet (exit 0 or 1)."));
}

TEST_CASE("a pass that has not ended runs now, or was killed") {
    auto status = sample_status();
    status.is_running = true;
    status.passes[1].exit_code.reset();
    const auto text = status_as_text(status, Terminal::plain);
    CHECK_THAT(text, contains("  13  2026-09-21 14:12:50 UTC  runs now\n"));
    CHECK_THAT(text, contains("  12  2026-09-21 14:12:20 UTC  was killed"));
    CHECK(nlohmann::json::parse(status_as_json(status, "1"))["running"] == true);
}

TEST_CASE("who is held back is no more told as nobody who waits") {
    auto status = sample_status();
    status.to_create = {};
    status.actions.push_back(skipped_action("shared_address"));
    status.actions.back().what = Action::Do::hold;
    CHECK_THAT(status_as_text(status, Terminal::plain),
               contains("0 wait to be created on Pipedrive, 0 on HubSpot; 1 more is held back, see below\n"));
}

TEST_CASE("one of a kind is told as one") {
    auto status = sample_status();
    status.platforms.hubspot.live = 1;
    status.platforms.pipedrive.missing = 1;
    status.platforms.pipedrive.cut->records = 1;
    status.bonds = 1;
    status.to_create = {1, 1};
    const auto text = status_as_text(status, Terminal::plain);
    CHECK_THAT(text, contains("HubSpot: 1 record; last asked"));
    CHECK_THAT(text, contains("cut off after 1 record (HTTP 500)"));
    CHECK_THAT(text, contains("  1 record was not in the last listing, and is looked up by its id next\n"));
    CHECK_THAT(text, contains("1 is on both sides; 1 waits to be created on Pipedrive, 1 on HubSpot\n"));
}

TEST_CASE("how things stand, as JSON") {
    const auto json = nlohmann::json::parse(status_as_json(sample_status(), "1.2.3"));
    CHECK(json["schema"] == "pdhs-sync.status/1");
    CHECK(json["version"] == "1.2.3");
    CHECK(json["healthy"] == true);
    CHECK(json["last_good_pass"]["pass"] == 11);
    CHECK(json["last_good_pass"]["created_on_hubspot"] == 2);
    CHECK(json["passes"][0]["exit_code"].is_null());
    CHECK(json["passes"][1]["exit_code"] == 4);
    CHECK(json["hubspot"]["records"] == 12'345);
    CHECK(json["hubspot"]["block"].is_null());
    CHECK(json["hubspot"]["listed"].is_null());
    CHECK(json["hubspot"]["budget"]["left"] == 190'000);
    CHECK(json["hubspot"]["to_create"] == 5);
    CHECK(json["pipedrive"]["block"]["kind"] == "blocked");
    CHECK(json["pipedrive"]["cut_listing"]["records"] == 1'000);
    CHECK(json["brakes"][0]["kind"] == "listing");
    CHECK(json["brakes"][0]["holds"] == true);
    CHECK(json["actions"][0]["reason"] == "shared_address");
    Status none;
    CHECK(nlohmann::json::parse(status_as_json(none, "1"))["last_good_pass"].is_null());
}
