#include "pdhs/sync/pass.h"

#include <sys/resource.h>

#include <csignal>
#include <filesystem>

#include "office.h"

namespace pdhs {
namespace {

using namespace std::chrono_literals;
using Fate = FakePlatform::Fate;

TEST_CASE("each side gets whom it lacks, and a second pass does nothing") {
    Office office;
    office.hubspot.add("Ada", {"ada@x.com"});
    office.hubspot.add("Both", {"both@x.com"});
    office.pipedrive.add("Both", {"BOTH@x.com"});
    office.pipedrive.add("Grace Hopper", {"grace@x.com"});
    const auto first = office.pass();
    CHECK(first.exit_code == ExitCode::ok);
    CHECK(first.pass == 1);
    CHECK(first.platforms.hubspot.created == 1);
    CHECK(first.platforms.pipedrive.created == 1);
    CHECK(first.platforms.hubspot.read == 2);
    CHECK(office.hubspot.size() == 3);
    CHECK(office.pipedrive.size() == 3);
    const auto second = office.pass();
    CHECK(second.pass == 2);
    CHECK(second.actions.empty());
    CHECK(office.hubspot.creates_asked() + office.pipedrive.creates_asked() == 2);
}

TEST_CASE("a dry run plans what a real pass does, and does nothing") {
    Office office;
    office.hubspot.add("Ada", {"ada@x.com"});
    PassOptions dry;
    dry.mode = RunMode::dry;
    const auto planned = office.pass(dry);
    CHECK(only_action(planned).outcome == Action::Outcome::planned);
    CHECK(office.pipedrive.size() == 0);
    const auto real = office.pass();
    CHECK(real.pass == 1);
    CHECK(only_action(real).key == only_action(planned).key);
    dry.detailed_exit_code = true;
    CHECK(office.pass(dry).exit_code == ExitCode::ok);
    office.hubspot.add("Eve", {"eve@x.com"});
    CHECK(office.pass(dry).exit_code == ExitCode::would_change);
}

TEST_CASE("nothing is created anywhere until both were read to their ends") {
    Office office;
    office.hubspot.add("Ada", {"ada@x.com"});
    office.pipedrive.add("Grace", {"grace@x.com"});
    office.pipedrive.fail_listing_after(0);
    const auto failed = office.pass();
    CHECK(failed.exit_code == ExitCode::try_later);
    CHECK(failed.error->kind == "server_error");
    CHECK_FALSE(failed.platforms.pipedrive.complete);
    CHECK(office.hubspot.size() + office.pipedrive.size() == 2);
    office.pipedrive.fail_listing_after({});
    CHECK(office.pass().exit_code == ExitCode::ok);
    CHECK(office.hubspot.size() == 2);
    CHECK(office.pipedrive.size() == 2);
}

TEST_CASE("later, one platform's failure stops only what rests on it, and old sources are looked at first") {
    Office office;
    office.pass();
    office.hubspot.add("Ada", {"ada@x.com"});
    const auto gone = office.hubspot.add("Gone", {"gone@x.com"});
    office.hubspot.set_date(office.clock.now());
    office.pipedrive.fail_listing_after(0);
    CHECK(office.pass().exit_code == ExitCode::try_later);  // Ada is known now
    office.pipedrive.fail_listing_after({});
    office.hubspot.fail_listing_after(0);
    office.hubspot.remove(gone);
    const auto report = office.pass();
    CHECK(report.exit_code == ExitCode::try_later);
    CHECK(office.hubspot.lookups_asked() == 2);
    CHECK(office.pipedrive.size() == 1);
    CHECK(report.platforms.pipedrive.created == 1);
}

TEST_CASE("a wrong clock of this machine is in each report, and once in the log") {
    Office office;
    const auto times_logged = [&office] {
        return std::count_if(office.log.messages.begin(), office.log.messages.end(), [](const std::string& message) {
            return message.find("this machine's clock is") != std::string::npos;
        });
    };
    office.platforms_ahead = 119s;
    CHECK(office.pass().warnings.empty());
    for (int pass = 0; pass < 3; ++pass) {
        office.platforms_ahead = -1h;
        CHECK_THAT(office.pass().warnings.at(0), contains("this machine's clock is 60 min fast"));
        CHECK(times_logged() == 1);
    }
    office.platforms_ahead = 0s;
    CHECK(office.pass().warnings.empty());
    office.platforms_ahead = 1h;
    CHECK(office.pass().warnings.size() == 1);
    CHECK(times_logged() == 2);
}

TEST_CASE("a lost answer is never followed by a blind repeat on Pipedrive") {
    for (const auto fate : {Fate::lost_after_effect, Fate::lost_before_effect}) {
        Office office;
        office.hubspot.add("Ada", {"ada@x.com"});
        office.pipedrive.next_fates({fate});
        const auto report = office.pass();
        CHECK(report.exit_code == ExitCode::contacts_failed);
        CHECK(only_action(report).outcome == Action::Outcome::unknown);
        const auto again = office.pass();
        CHECK(office.pipedrive.creates_asked() == 1);
        if (fate == Fate::lost_before_effect) CHECK(only_action(again).reason == "intent_open");
        office.settle();
        CHECK(office.pipedrive.size() == 1);
        CHECK(office.hubspot.size() == 1);
    }
}

TEST_CASE("an effect that comes late makes no second person") {
    Office office;
    office.hubspot.add("Ada", {"ada@x.com"});
    office.pipedrive.next_fates({Fate::lost_before_effect});
    office.pass();
    office.clock.advance(110s);
    CHECK(only_action(office.pass()).reason == "intent_open");
    office.pipedrive.add("Ada", {"ada@x.com"});
    office.settle();
    CHECK(office.pipedrive.size() == 1);
}

TEST_CASE("a try that never left, or was refused, ends no watch over an earlier one") {
    for (const auto fate : {Fate::never_leaves, Fate::refused}) {
        Office office;
        const auto ada = office.pipedrive.add("Ada", {"old@x.com"});
        office.hubspot.next_fates({Fate::lost_before_effect, fate});
        office.pass();
        office.pass();
        CHECK(office.hubspot.creates_asked() == 2);
        // With another address HubSpot would not refuse a second one.
        office.pipedrive.edit(ada).emails = {"new@x.com", "old@x.com"};
        CHECK(only_action(office.pass()).reason == "intent_open");
        office.hubspot.add("Ada", {"old@x.com"});
        office.settle();
        CHECK(office.hubspot.creates_asked() == 2);
        CHECK(office.hubspot.size() == 1);
    }
}

TEST_CASE("who was refused after a lost answer is tried again, once each parking time") {
    Office office;
    office.hubspot.add("Ada", {"ada@x.com"});
    office.pipedrive.next_fates({Fate::lost_before_effect, Fate::refused});
    office.pass();
    office.clock.advance(3min);
    CHECK(only_action(office.pass()).outcome == Action::Outcome::failed);
    CHECK(only_action(office.pass()).reason == "parked");
    office.clock.advance(3min);
    CHECK(office.pass().platforms.pipedrive.created == 1);
    CHECK(office.pipedrive.size() == 1);
}

TEST_CASE("three lost answers in a row end the creates, and the next pass begins with one") {
    Office office;
    for (int i = 0; i < 6; ++i) office.pipedrive.add("P" + std::to_string(i), {std::to_string(i) + "@x.com"});
    office.hubspot.next_fates({Fate::lost_before_effect, Fate::lost_before_effect, Fate::lost_before_effect});
    const auto report = office.pass();
    CHECK(office.hubspot.creates_asked() == 3);
    CHECK(report.platforms.hubspot.failed == 3);
    CHECK(report.pending == 3);
    office.hubspot.next_fates({Fate::lost_before_effect});
    office.pass();
    CHECK(office.hubspot.creates_asked() == 4);
    office.settle();
    CHECK(office.hubspot.size() == 6);
}

TEST_CASE("a refused contact is parked, and everybody else arrives") {
    Office office;
    office.pipedrive.add("Bad", {"bad@x.con"});
    office.pipedrive.add("Good", {"good@x.com"});
    office.hubspot.next_fates({Fate::refused});
    const auto report = office.pass();
    CHECK(report.exit_code == ExitCode::contacts_failed);
    CHECK(report.platforms.hubspot.failed == 1);
    CHECK(report.platforms.hubspot.created == 1);
    CHECK(report.parked == 1);
    const auto next = office.pass();
    CHECK(next.exit_code == ExitCode::ok);
    CHECK(only_action(next).reason == "parked");
    CHECK(office.hubspot.creates_asked() == 2);
    office.clock.advance(1min);
    office.pass();
    CHECK(office.hubspot.creates_asked() == 3);
}

TEST_CASE("what exists is bound, not created") {
    Office office;
    office.hubspot.add("Ada", {"hidden@x.com"});
    office.pipedrive.add("Ada King", {"ada@x.com"});
    office.pipedrive.add("Ada", {"hidden@x.com"});
    office.hubspot.next_fates({Fate::exists});
    const auto report = office.pass();
    CHECK(report.platforms.hubspot.exists == 1);
    CHECK(report.exit_code == ExitCode::ok);
    CHECK(only_action(office.pass()).reason == "ambiguous");
    CHECK(office.hubspot.creates_asked() == 1);
    CHECK(office.hubspot.size() == 1);
}

TEST_CASE("a platform that ends leaves the rest for the next pass") {
    Office office;
    for (int i = 0; i < 3; ++i) office.hubspot.add("C", {std::to_string(i) + "@x.com"});
    office.pipedrive.next_fates({Fate::works, Fate::ends_the_platform});
    const auto report = office.pass();
    CHECK(report.exit_code == ExitCode::try_later);
    CHECK(report.error->kind == "daily_quota");
    CHECK(report.pending == 2);
    const auto blocked = office.scheduled_pass();
    CHECK(blocked.exit_code == ExitCode::try_later);
    CHECK(blocked.platforms.pipedrive.requests == 0);
    CHECK_THAT(blocked.error->message, contains("it goes on at"));
    office.clock.advance(13h);
    CHECK(office.scheduled_pass().exit_code == ExitCode::ok);
    CHECK(office.pipedrive.size() == 3);
}

TEST_CASE("a token that was put into the wrong place is told as such when it is refused") {
    Office office;
    office.hubspot.fail_account(FailureKind::unauthorized);
    const auto failure_with = [&](const char* token) {
        office.tokens.hubspot = Secret(token);
        return office.pass().platforms.hubspot.failure;
    };
    CHECK_THAT(failure_with("0123456789abcdef0123456789abcdef01234567"),
               contains("it looks like a token of Pipedrive"));
    CHECK_THAT(failure_with("pat-na1-5ec7e700-c0de-4bad-8bad-feedfacebeef"), !contains("it looks like"));
}

TEST_CASE("limits: a number of creates, a deadline, a signal") {
    Office office;
    for (int i = 0; i < 3; ++i) office.hubspot.add("C", {std::to_string(i) + "@x.com"});
    PassOptions options;
    options.max_creates = 1;
    CHECK(office.pass(options).pending == 2);
    CHECK(office.pipedrive.size() == 1);
    options.max_creates.reset();
    options.deadline = 0ms;
    const auto late = office.pass(options);
    CHECK(late.pending == 2);
    CHECK(late.actions.front().reason == "deadline");
    CHECK(late.exit_code == ExitCode::ok);
    REQUIRE(late.warnings.size() == 1);
    CHECK_THAT(late.warnings.front(), contains("reading took longer than --deadline"));
    const auto& logged = office.log.messages;
    CHECK(std::find(logged.begin(), logged.end(), late.warnings.front()) != logged.end());
    office.interrupt.request(15);
    CHECK(office.pass().exit_code == ExitCode::terminated);
    CHECK(office.pipedrive.size() == 1);
}

TEST_CASE("who vanished on one side is created again, or left alone when told so") {
    Office office;
    office.hubspot.add("Ada", {"ada@x.com"});
    office.pass();
    office.pipedrive.remove(office.pipedrive.records().begin()->first);
    PassOptions ignore;
    ignore.recreate_vanished = false;
    CHECK(only_action(office.pass(ignore)).reason == "vanished");
    CHECK(office.pipedrive.size() == 0);
    const auto report = office.pass();
    CHECK(report.platforms.pipedrive.recreated == 1);
    CHECK(office.pipedrive.size() == 1);
    CHECK(office.pass().actions.empty());
}

TEST_CASE("a listing that merely forgot somebody is checked by id") {
    Office office;
    office.hubspot.add("Ada", {"ada@x.com"});
    office.pass();
    office.pipedrive.hide({office.pipedrive.records().begin()->first});
    CHECK(office.pass().actions.empty());
    CHECK(office.pipedrive.lookups_asked() == 1);
    CHECK(office.pipedrive.size() == 1);
}

TEST_CASE("a listing that shows hardly anybody stops all creates until told otherwise") {
    Office office;
    for (int i = 0; i < 30; ++i) office.hubspot.add("C", {std::to_string(i) + "@x.com"});
    office.pass();
    std::vector<std::string> most;
    for (const auto& [id, record] : office.pipedrive.records())
        if (most.size() < 20) most.push_back(id);
    for (const auto& id : most) office.pipedrive.remove(id);
    office.hubspot.add("New", {"new@x.com"});
    const auto braked = office.pass();
    CHECK(braked.exit_code == ExitCode::braked);
    CHECK(office.pipedrive.size() == 10);
    CHECK(office.pipedrive.lookups_asked() == 0);
    PassOptions forced;
    forced.belief = Belief::forced;
    CHECK(office.pass(forced).exit_code == ExitCode::ok);
    CHECK(office.pipedrive.size() == 31);
}

TEST_CASE("an unusable row keeps its record alive, and is reported") {
    Office office;
    office.hubspot.add("Ada", {"ada@x.com"});
    office.pass();
    const auto id = office.pipedrive.records().begin()->first;
    office.pipedrive.hide({id});
    office.pipedrive.add_unusable(id);
    const auto report = office.pass();
    CHECK(only_action(report).reason == "unusable");
    CHECK(office.pipedrive.lookups_asked() == 0);
}

TEST_CASE("who stands several times on one platform is created once, and listed") {
    Office office;
    office.pipedrive.add("Ada", {"ada@x.com"});
    office.pipedrive.add("Ada", {"ada@x.com"});
    const auto report = office.pass();
    CHECK(office.hubspot.size() == 1);
    CHECK(report.ambiguous == 1);
    REQUIRE(report.actions.size() == 2);
    CHECK(report.actions[1].from == RecordRef{Crm::pipedrive, "2"});
    CHECK(report.actions[1].reason == "ambiguous");
    CHECK_THAT(report.actions[1].detail, contains("1 2"));
    const auto lines = office.log.messages.size();
    CHECK(only_action(office.pass()).reason == "ambiguous");
    CHECK(office.log.messages.size() == lines + 1);
}

TEST_CASE("company names go along") {
    Office office;
    office.pipedrive.edit(office.pipedrive.add("Ada", {"ada@x.com"})).organization_id = "7";
    office.pipedrive.name_organization("7", "Engines Ltd");
    office.pass();
    CHECK(office.hubspot.records().begin()->second.company == "Engines Ltd");
}

TEST_CASE("a match by name only is told once, on both records") {
    Office office;
    office.hubspot.add("Ada Lovelace", {});
    office.pipedrive.add("Ada Lovelace", {}, {"1234567"});
    const auto report = office.pass();
    REQUIRE(report.actions.size() == 2);
    CHECK(report.actions[0].reason == "same_name");
    CHECK(report.skipped == 2);
    CHECK(office.pass().actions.empty());
    CHECK(office.hubspot.size() + office.pipedrive.size() == 2);
}

TEST_CASE("a standing skip is logged once") {
    Office office;
    office.hubspot.add("", {});
    office.pass();
    const auto lines = office.log.messages.size();
    CHECK(lines == 2);  // the skip, and the pass
    CHECK(only_action(office.pass()).reason == "no_key");
    CHECK(office.log.messages.size() == lines + 1);
}

TEST_CASE("a pass whose lock file is gone creates nothing") {
    Office office;
    office.hubspot.add("Ada", {"ada@x.com"});
    auto lock = PassLock::take(office.state_path, 0ms, office.interrupt);
    REQUIRE(lock.has_value());
    auto store = Store::open(office.state_path);
    REQUIRE(store.has_value());
    auto world = office.world(**store, &*lock);
    std::filesystem::remove(office.state_path + ".lock");
    const auto report = sync_contacts(world, {});
    CHECK(report.exit_code == ExitCode::unusable);
    CHECK(report.error->kind == "state");
    CHECK(office.pipedrive.size() == 0);
}

/// As long as it lives, no file of this process can grow.
class FullDisk {
  public:
    FullDisk() : handler_(std::signal(SIGXFSZ, SIG_IGN)) {
        ::getrlimit(RLIMIT_FSIZE, &before_);
        const rlimit none{0, before_.rlim_max};
        ::setrlimit(RLIMIT_FSIZE, &none);
    }
    ~FullDisk() {
        ::setrlimit(RLIMIT_FSIZE, &before_);
        std::signal(SIGXFSZ, handler_);
    }
    FullDisk(const FullDisk&) = delete;
    FullDisk& operator=(const FullDisk&) = delete;

  private:
    rlimit before_{};
    void (*handler_)(int);
};

TEST_CASE("a state that cannot be written stops the creates") {
    Office office;
    office.pass();
    office.hubspot.add("Ada", {"ada@x.com"});
    const auto on_a_full_disk = [&] {
        auto lock = PassLock::take(office.state_path, 0ms, office.interrupt);
        REQUIRE(lock.has_value());
        auto store = Store::open(office.state_path);
        REQUIRE(store.has_value());
        auto world = office.world(**store, &*lock);
        const FullDisk disk;
        return sync_contacts(world, {});
    }();
    CHECK(on_a_full_disk.exit_code == ExitCode::unusable);
    REQUIRE(on_a_full_disk.error);
    CHECK(on_a_full_disk.error->kind == "state");
    CHECK(office.pipedrive.creates_asked() == 0);
    CHECK(office.pass().exit_code == ExitCode::ok);
    CHECK(office.pipedrive.size() == 1);
}

}  // namespace
}  // namespace pdhs
