#include "pdhs/settings/settings.h"

#include "folder.h"
#include "support/catch.h"

using namespace pdhs;
using namespace std::chrono_literals;

namespace {

Settings loaded(const SettingOptions& options = {}, const Environment& environment = {}) {
    auto settings = load_settings(options, environment);
    INFO((settings ? "" : settings.error().message));
    REQUIRE(settings);
    return std::move(*settings);
}

}  // namespace

TEST_CASE("a base URL that is set is not the platform's own") {
    const Folder folder;
    folder.write(".env", tokens + "HUBSPOT_BASE_URL=http://localhost:1\n");
    const auto settings = load_settings({}, {});
    REQUIRE(settings);
    CHECK_FALSE(settings->hubspot.has_default_base_url);
    CHECK(settings->pipedrive.has_default_base_url);
}

TEST_CASE("two tokens are enough, the rest has defaults") {
    const Folder folder;
    folder.write(".env", tokens);
    const auto settings = loaded();
    CHECK(settings.pipedrive.token.reveal() == "pd-" + canary);
    CHECK(settings.hubspot.token.reveal() == "hs-" + canary);
    CHECK(settings.hubspot.base_url == "https://api.hubapi.com");
    CHECK(settings.pipedrive.base_url == "https://api.pipedrive.com");
    CHECK(settings.hubspot_api == "2026-09");
    CHECK(settings.ca_file.empty());
    CHECK(settings.state_path == folder / "pdhs-sync.db");
    CHECK(settings.log_path == folder / "output.log");
    CHECK(settings.log_level == LogLevel::info);
    CHECK(settings.log_max_bytes == 10'000'000);
    CHECK(settings.full_every == 24h);
    CHECK(settings.on_missing == OnMissing::recreate);
    CHECK(settings.ignore.empty());
    CHECK(settings.settle == 0s);
    CHECK(settings.api_share_percent == 80);
    CHECK(settings.pipedrive_daily_tokens == 30'000);
    CHECK_FALSE(settings.partial_view);
    CHECK(settings.warnings.empty());
}

TEST_CASE("every key of the env file arrives") {
    const Folder folder;
    folder.write("ca.pem", "");
    folder.write(".env", tokens +
                             "HUBSPOT_BASE_URL=http://localhost:1/\nPIPEDRIVE_BASE_URL=http://127.0.0.1:2\n"
                             "PDHS_STATE=a.db\nPDHS_LOG=b.log\nPDHS_LOG_LEVEL=warn\nPDHS_LOG_MAX=1MB\n"
                             "PDHS_FULL_EVERY=2h\nPDHS_ON_MISSING=ignore\nPDHS_IGNORE=@x.com\nPDHS_SETTLE=10\n"
                             "PDHS_API_SHARE=50%\nPDHS_PIPEDRIVE_DAILY_TOKENS=5\nPDHS_PARTIAL_VIEW=1\n"
                             "PDHS_CA_FILE=ca.pem\nPDHS_HUBSPOT_API=v3\n");
    const auto settings = loaded();
    CHECK(settings.hubspot.base_url == "http://localhost:1");
    CHECK(settings.pipedrive.base_url == "http://127.0.0.1:2");
    CHECK(settings.state_path == folder / "a.db");
    CHECK(settings.log_path == folder / "b.log");
    CHECK(settings.log_level == LogLevel::warn);
    CHECK(settings.log_max_bytes == 1'000'000);
    CHECK(settings.full_every == 2h);
    CHECK(settings.on_missing == OnMissing::ignore);
    CHECK(settings.ignore == std::vector<std::string>{"@x.com"});
    CHECK(settings.settle == 10s);
    CHECK(settings.api_share_percent == 50);
    CHECK(settings.pipedrive_daily_tokens == 5);
    CHECK(settings.partial_view);
    CHECK(settings.ca_file == folder / "ca.pem");
    CHECK(settings.hubspot_api == "v3");
}

TEST_CASE("an option wins over the environment, that over the env file, that over the default") {
    const Folder folder;
    folder.write(".env", tokens + "PDHS_LOG_LEVEL=warn\nPDHS_ON_MISSING=ignore\n");
    CHECK(loaded().log_level == LogLevel::warn);
    CHECK(loaded({}, {{"PDHS_LOG_LEVEL", ""}}).log_level == LogLevel::warn);
    CHECK(loaded({}, {{"PDHS_LOG_LEVEL", "error"}}).log_level == LogLevel::error);
    SettingOptions options;
    options.log_level = "debug";
    options.on_missing = "recreate";
    CHECK(loaded(options, {{"PDHS_LOG_LEVEL", "error"}}).log_level == LogLevel::debug);
    CHECK(loaded(options).on_missing == OnMissing::recreate);
    CHECK(loaded({}, environment_with_tokens()).hubspot.token.reveal() == "hs-env-" + canary);
}

TEST_CASE("the environment is enough, without any file") {
    const Folder folder;
    const auto settings = loaded({}, environment_with_tokens());
    CHECK(settings.pipedrive.token.reveal() == "pd-env-" + canary);
    CHECK(settings.state_path == folder / "pdhs-sync.db");
}

TEST_CASE("relative paths count from where they stand") {
    const Folder folder;
    folder.write("conf/.env", tokens + "PDHS_LOG=../logs/x.log\n");
    SettingOptions options;
    options.env_file = "conf/.env";
    SECTION("the env file's folder for what stands in it, and for defaults") {
        CHECK(loaded(options).log_path == folder / "logs/x.log");
        CHECK(loaded(options).state_path == folder / "conf/pdhs-sync.db");
    }
    SECTION("the working directory for options and environment") {
        options.state = "a.db";
        const auto settings = loaded(options, {{"PDHS_LOG", "./b.log"}, {"PDHS_STATE", "c.db"}});
        CHECK(settings.state_path == folder / "a.db");
        CHECK(settings.log_path == folder / "b.log");
    }
    SECTION("absolute ones stay") {
        options.log_file = "/dev/null";
        CHECK(loaded(options).log_path == "/dev/null");
    }
}

TEST_CASE("an empty assignment of anything but a token is as good as none") {
    const Folder folder;
    folder.write(".env", tokens + "PDHS_STATE=\nPDHS_SETTLE=\nHUBSPOT_BASE_URL=\nPDHS_CA_FILE=''\n");
    const auto settings = loaded();
    CHECK(settings.state_path == folder / "pdhs-sync.db");
    CHECK(settings.hubspot.base_url == "https://api.hubapi.com");
}

TEST_CASE("what is harmless but surely not meant is a warning") {
    const Folder folder;
    folder.write(".env", tokens + "https_proxy=http://x\nNO_PROXY=y\nOTHER=z\n");
    const auto settings = loaded({}, {{"PDHS_SETLE", "5"}, {"PDHS_EMPTY", ""}, {"pdhs_log", "x"}, {"PATH", "/bin"}});
    CHECK(settings.warnings ==
          std::vector<std::string>{
              ".env line 3: https_proxy has no effect: proxies are taken from the environment only",
              "environment variable PDHS_SETLE is no setting of pdhs-sync; did you mean PDHS_SETTLE?",
              "environment variable pdhs_log must be written PDHS_LOG"});
}

TEST_CASE("the environment of the process is read as it is") {
    ::setenv("PDHS_TEST_OF_ENVIRONMENT", "a=b", 1);
    CHECK(current_environment().at("PDHS_TEST_OF_ENVIRONMENT") == "a=b");
    ::unsetenv("PDHS_TEST_OF_ENVIRONMENT");
    CHECK(current_environment().count("PDHS_TEST_OF_ENVIRONMENT") == 0);
}
