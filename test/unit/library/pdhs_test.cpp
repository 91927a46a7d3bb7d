#include "pdhs/pdhs.h"

#include "pdhs/state/lock.h"
#include "support/catch.h"
#include "support/temporary_folder.h"

namespace pdhs {
namespace {

/// Nobody answers there: passes of these tests end before they ask.
Settings settings_in(const support::TemporaryFolder& folder) {
    Settings settings;
    settings.hubspot.base_url = settings.pipedrive.base_url = "http://127.0.0.1:1";
    settings.state_path = folder.file("pdhs-sync.db");
    settings.log_path = folder.file("output.log");
    return settings;
}

TEST_CASE("fewer creates than none are refused, and nothing is touched") {
    const support::TemporaryFolder folder;
    const auto report = sync_contacts(settings_in(folder), {.max_creates = -1});
    REQUIRE_FALSE(report);
    CHECK(report.error() == Error{ErrorKind::usage, "max_creates must be 0 or more"});
    CHECK(folder.contents().empty());
}

TEST_CASE("a pass beside another one is an error, which nobody logs") {
    const support::TemporaryFolder folder;
    const auto settings = settings_in(folder);
    const auto lock = PassLock::take(settings.state_path, Millis{0}, Interrupt{});
    REQUIRE(lock);
    const auto report = sync_contacts(settings);
    REQUIRE_FALSE(report);
    CHECK(report.error().kind == ErrorKind::locked);
    CHECK(folder.contents().at("output.log").empty());
}

TEST_CASE("a state that cannot be made is an error, and is logged") {
    const support::TemporaryFolder folder;
    auto settings = settings_in(folder);
    settings.state_path = folder.file("nowhere/pdhs-sync.db");
    const auto report = sync_contacts(settings);
    REQUIRE_FALSE(report);
    CHECK(report.error().kind == ErrorKind::state);
    CHECK(folder.contents().at("output.log").find("nowhere") != std::string::npos);
}

TEST_CASE("a log that cannot be written is an error") {
    const support::TemporaryFolder folder;
    auto settings = settings_in(folder);
    settings.log_path = folder.file("nowhere/output.log");
    const auto report = sync_contacts(settings);
    REQUIRE_FALSE(report);
    CHECK(report.error().kind == ErrorKind::log);
}

TEST_CASE("settings are taken from the environment of the process where none is given") {
    const support::TemporaryFolder folder;
    const auto settings = load_settings({.env_file = folder.file("missing.env")});
    REQUIRE_FALSE(settings);
    CHECK(settings.error().kind == ErrorKind::usage);
}

}  // namespace
}  // namespace pdhs
