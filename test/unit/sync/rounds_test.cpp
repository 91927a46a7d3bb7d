#include <filesystem>
#include <utility>

#include "office.h"

namespace pdhs {
namespace {

using Fate = FakePlatform::Fate;

/// What was read is old at once: changes are read again before each create but the first.
PassOptions with_old_readings() {
    PassOptions options;
    options.fresh_for = Millis{-1};
    return options;
}

/// Three contacts that wait to be created on Pipedrive.
struct WaitingOffice : Office {
    WaitingOffice() {
        hubspot.add("Ada", {"ada@x.com"});
        hubspot.add("Bob", {"bob@x.com"});
        hubspot.add("Eve", {"eve@x.com"});
    }

    /// Happens while the first one is created.
    template <class What>
    void meanwhile(What what) {
        pipedrive.before_creates([what, has_happened = false]() mutable {
            if (!std::exchange(has_happened, true)) what();
        });
    }
};

std::vector<std::string> names_on(const FakePlatform& platform) {
    std::vector<std::string> names;
    for (const auto& [id, record] : platform.records()) names.push_back(record.name);
    return names;
}

const Action& action_about(const Report& report, const std::string& key) {
    const auto found = std::find_if(report.actions.begin(), report.actions.end(),
                                    [&](const Action& action) { return action.key == key; });
    REQUIRE(found != report.actions.end());
    return *found;
}

}  // namespace

TEST_CASE("while creates last, changes are read again and again, and each contact is created once") {
    WaitingOffice office;
    const auto report = office.scheduled_pass(with_old_readings());
    CHECK(report.exit_code == ExitCode::ok);
    CHECK(report.platforms.pipedrive.created == 3);
    CHECK(report.actions.size() == 3);
    CHECK(report.pending == 0);
    CHECK(office.pipedrive.creates_asked() == 3);
    CHECK(office.pipedrive.changes_asked() == 3);
    CHECK(office.hubspot.changes_asked() == 3);
    CHECK(office.scheduled_pass().actions.empty());
}

TEST_CASE("creates that are soon done rest on one read") {
    WaitingOffice office;
    CHECK(office.scheduled_pass().platforms.pipedrive.created == 3);
    CHECK(office.pipedrive.changes_asked() + office.hubspot.changes_asked() == 0);
}

TEST_CASE("who comes to a platform while others are created there is not created again") {
    WaitingOffice office;
    office.meanwhile([&] { office.pipedrive.add("Eve", {"eve@x.com"}); });
    const auto report = office.scheduled_pass(with_old_readings());
    CHECK(report.platforms.pipedrive.created == 2);
    CHECK(names_on(office.pipedrive) == std::vector<std::string>{"Eve", "Ada", "Bob"});
}

TEST_CASE("a source that changes while others are created is created as it is then") {
    WaitingOffice office;
    office.pipedrive.add("Eve", {"eve@y.com"});
    office.meanwhile([&] { office.hubspot.edit("3").emails = {"eve@y.com"}; });
    const auto report = office.scheduled_pass(with_old_readings());
    CHECK(report.platforms.pipedrive.created == 2);
    CHECK(office.pipedrive.size() == 3);
}

TEST_CASE("who comes to the other side meanwhile is created in the same pass") {
    WaitingOffice office;
    office.meanwhile([&] { office.hubspot.add("Dan", {"dan@x.com"}); });
    CHECK(office.scheduled_pass(with_old_readings()).platforms.pipedrive.created == 4);
}

TEST_CASE("a source whose platform shows too many changes is created as it was read") {
    WaitingOffice office;
    office.hubspot.have_too_many_changes();
    const auto report = office.scheduled_pass(with_old_readings());
    CHECK(report.exit_code == ExitCode::ok);
    CHECK(report.platforms.pipedrive.created == 3);
    CHECK(report.platforms.hubspot.complete);
}

TEST_CASE("on a platform that shows too many changes people are created after a listing only") {
    WaitingOffice office;
    office.pipedrive.have_too_many_changes();
    const auto report = office.scheduled_pass(with_old_readings());
    CHECK(report.exit_code == ExitCode::try_later);
    CHECK(office.pipedrive.listings_asked() == 2);
    CHECK(office.pipedrive.creates_asked() == 1);
    CHECK(report.pending == 2);
}

TEST_CASE("who was refused, or whose answer was lost, is not tried twice in one pass") {
    WaitingOffice office;
    const auto fate = GENERATE(Fate::refused, Fate::lost_before_effect);
    office.pipedrive.next_fates({fate});
    const auto report = office.scheduled_pass(with_old_readings());
    CHECK(report.exit_code == ExitCode::contacts_failed);
    CHECK(office.pipedrive.creates_asked() == 3);
    CHECK(report.platforms.pipedrive.created == 2);
    CHECK(report.platforms.pipedrive.failed == 1);
    CHECK(report.actions.size() == 3);
    CHECK(report.pending == 0);
    CHECK(action_about(report, "ada@x.com").what == Action::Do::create);
}

TEST_CASE("--max-creates counts all that one pass creates") {
    WaitingOffice office;
    auto options = with_old_readings();
    options.max_creates = 2;
    const auto report = office.scheduled_pass(options);
    CHECK(report.platforms.pipedrive.created == 2);
    CHECK(action_about(report, "eve@x.com").reason == "max_creates");
    CHECK(office.pipedrive.creates_asked() == 2);
}

TEST_CASE("a platform that has ended takes part in no further round") {
    WaitingOffice office;
    office.pipedrive.add("Zoe", {"zoe@x.com"});
    office.pipedrive.add("Max", {"max@x.com"});
    SECTION("by a failure") {
        office.pipedrive.next_fates({Fate::ends_the_platform});
        const auto report = office.scheduled_pass(with_old_readings());
        CHECK(report.platforms.hubspot.created == 2);
        CHECK(office.pipedrive.creates_asked() == 1);
        CHECK(office.pipedrive.changes_asked() == 1);
        CHECK(action_about(report, "bob@x.com").reason == "platform_ended");
    }
    SECTION("by answers that do not come") {
        office.hubspot.add("Dan", {"dan@x.com"});
        office.pipedrive.next_fates({Fate::lost_before_effect, Fate::lost_before_effect, Fate::lost_before_effect});
        const auto report = office.scheduled_pass(with_old_readings());
        CHECK(report.platforms.hubspot.created == 2);
        CHECK(office.pipedrive.creates_asked() == 3);
        CHECK(action_about(report, "dan@x.com").reason == "platform_ended");
    }
}

TEST_CASE("creates that never leave do not keep a pass going") {
    WaitingOffice office;
    office.pipedrive.next_fates(std::vector(100, Fate::never_leaves));
    const auto report = office.scheduled_pass(with_old_readings());
    CHECK(report.pending == 3);
    CHECK(office.pipedrive.creates_asked() <= 3);
}

TEST_CASE("what a create without an answer made is noticed while others are created") {
    WaitingOffice office;
    PassOptions one;
    one.max_creates = 1;
    office.hubspot.set_date(office.clock.now());
    office.pipedrive.set_date(office.clock.now());
    office.pipedrive.next_fates({Fate::lost_before_effect});
    CHECK(office.scheduled_pass(one).platforms.pipedrive.failed == 1);
    office.hubspot.edit("1").emails = {"lovelace@x.com"};
    office.meanwhile([&] {
        const auto late = office.pipedrive.add("Ada", {"ada@x.com"});
        office.pipedrive.edit(late).created = office.clock.now();
    });
    const auto report = office.scheduled_pass(with_old_readings());
    CHECK(report.platforms.pipedrive.created == 2);
    CHECK(office.hubspot.size() == 3);
    CHECK(office.scheduled_pass().actions.empty());
}

TEST_CASE("what was created before the state could no longer be written is told") {
    WaitingOffice office;
    office.meanwhile(
        [&] { office.hubspot.before_changes([&] { std::filesystem::remove(office.state_path + ".lock"); }); });
    const auto report = office.scheduled_pass(with_old_readings());
    CHECK(report.exit_code == ExitCode::unusable);
    CHECK(report.platforms.pipedrive.created == 1);
}

TEST_CASE("names of organizations that are known are used although Pipedrive has ended") {
    Office office;
    for (const auto* const name : {"Ada", "Bob"}) {
        const auto id = office.pipedrive.add(name, {std::string(name) + "@x.com"});
        office.pipedrive.edit(id).organization_id = "7";
    }
    office.pipedrive.name_organization("7", "Lovelace Ltd");
    office.hubspot.add("Dan", {"dan@x.com"});
    office.pipedrive.next_fates({Fate::ends_the_platform});
    CHECK(office.scheduled_pass(with_old_readings()).platforms.hubspot.created == 2);
    for (const auto& [id, contact] : office.hubspot.records())
        if (contact.last_name != "Dan") CHECK(contact.company == "Lovelace Ltd");
}

TEST_CASE("an interrupted pass begins no further round") {
    WaitingOffice office;
    office.meanwhile([&] { office.interrupt.request(15); });
    const auto report = office.scheduled_pass(with_old_readings());
    CHECK(report.exit_code == ExitCode::terminated);
    CHECK(office.pipedrive.creates_asked() == 1);
    CHECK(action_about(report, "eve@x.com").reason == "interrupted");
}

TEST_CASE("organizations are asked for by name once, however many rounds there are") {
    Office office;
    for (const auto* const name : {"Ada", "Bob", "Eve"}) {
        const auto id = office.pipedrive.add(name, {std::string(name) + "@x.com"});
        office.pipedrive.edit(id).organization_id = "7";
    }
    office.pipedrive.name_organization("7", "Lovelace Ltd");
    CHECK(office.scheduled_pass(with_old_readings()).platforms.hubspot.created == 3);
    CHECK(office.pipedrive.names_asked() == 1);
    for (const auto& [id, contact] : office.hubspot.records()) CHECK(contact.company == "Lovelace Ltd");
}

}  // namespace pdhs
