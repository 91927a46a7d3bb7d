#include "folder.h"
#include "pdhs/settings/settings.h"
#include "support/catch.h"

using namespace pdhs;

namespace {

/// The one error of these settings; a line without any token.
std::string errors_of(const SettingOptions& options, const Environment& environment = {}) {
    const auto settings = load_settings(options, environment);
    REQUIRE_FALSE(settings);
    CHECK(settings.error().kind == ErrorKind::usage);
    CHECK_THAT(settings.error().message, !contains("CANARY"));
    return settings.error().message;
}

std::string error_of(const SettingOptions& options, const Environment& environment = {}) {
    const auto error = errors_of(options, environment);
    CHECK_THAT(error, !contains("\n"));
    return error;
}

/// The same, with both tokens on lines 1 and 2 of ./.env, and `line` on the third.
std::string error_of_line(const std::string& line) {
    const Folder folder;
    folder.write(".env", tokens + line + "\n");
    return error_of({});
}

}  // namespace

TEST_CASE("a wrong value is refused with its place and with what would be right") {
    CHECK_THAT(error_of_line("PDHS_SETTLE=soon"), contains(".env line 3: PDHS_SETTLE must be a duration"));
    CHECK_THAT(error_of_line("PDHS_SETTLE=-1s"), contains("PDHS_SETTLE must be a duration"));
    CHECK(error_of_line("PDHS_FULL_EVERY=59s") == ".env line 3: PDHS_FULL_EVERY must be at least 1m");
    CHECK_THAT(error_of_line("PDHS_LOG_LEVEL=loud"), contains("PDHS_LOG_LEVEL must be one of trace, debug"));
    CHECK_THAT(error_of_line("PDHS_LOG_MAX=1"), contains("PDHS_LOG_MAX must be a size"));
    CHECK_THAT(error_of_line("PDHS_API_SHARE=0"), contains("PDHS_API_SHARE must be a share"));
    CHECK_THAT(error_of_line("PDHS_PIPEDRIVE_DAILY_TOKENS=0"), contains("must be a whole number from 1"));
    CHECK_THAT(error_of_line("PDHS_PARTIAL_VIEW=yes"), contains("must be 0 (off) or 1 (on)"));
    CHECK_THAT(error_of_line("PDHS_ON_MISSING=delete"), contains("must be recreate or ignore"));
    CHECK_THAT(error_of_line("PDHS_IGNORE=nobody"), contains("entry 1 is neither"));
    CHECK_THAT(error_of_line("PDHS_HUBSPOT_API=2"), contains("must be a version of HubSpot's API"));
    CHECK_THAT(error_of_line("PDHS_CA_FILE=none.pem"), contains("must name a PEM file that can be read"));
    CHECK_THAT(error_of_line("PDHS_CA_FILE=."), contains("must name a PEM file that can be read"));
    CHECK_THAT(error_of_line("HUBSPOT_BASE_URL=http://example.com"), contains(".env line 3: HUBSPOT_BASE_URL must"));
    CHECK_THAT(error_of_line("PIPEDRIVE_BASE_URL=https://u:CANARY@x"), contains("must not hold a user name"));
    CHECK_THAT(error_of_line("PDHS_LOG=pdhs-sync.db"), contains("must name different files"));
    CHECK_THAT(error_of_line("PDHS_STATE=\"a\nb\""), contains("on one line"));
}

TEST_CASE("the place of a value is an option or a variable where it comes from there") {
    const Folder folder;
    folder.write(".env", tokens + "PDHS_LOG_LEVEL=info\n");
    SettingOptions options;
    CHECK_THAT(error_of({}, {{"PDHS_SETTLE", "x"}}), contains("environment variable PDHS_SETTLE must be a duration"));
    options.log_level = "loud";
    CHECK_THAT(error_of(options), contains("option --log-level must be one of"));
    options = {};
    options.state = "";
    CHECK(error_of(options) == "option --state must not be empty");
    options = {};
    options.on_missing = "";
    CHECK(error_of(options) == "option --on-missing must be recreate or ignore");
}

TEST_CASE("missing tokens are named, and where they were looked for") {
    const Folder folder;
    const std::string absent = ": neither in .env nor in the environment; there is no .env in /";
    CHECK_THAT(error_of({}), contains("PIPEDRIVE_TOKEN and HUBSPOT_API_Key are not set" + absent));
    CHECK_THAT(error_of({}, {{"HUBSPOT_API_Key", canary}}), contains("PIPEDRIVE_TOKEN is not set" + absent));
    folder.write(".env.txt", tokens);
    CHECK_THAT(error_of({}, {{"PIPEDRIVE_TOKEN", canary}}),
               contains("HUBSPOT_API_Key is not set: neither in .env nor in the environment; .env.txt is there"));
}

TEST_CASE("a token under another name is pointed out") {
    const Folder folder;
    folder.write(".env", "HUBSPOT_TOKEN=x\nPIPEDRIVE_TOKEN=y\nHUBSPOT_PORTAL=1\n");
    CHECK(errors_of({}, {{"HUBSPOT_PRIVATE_APP_KEY", "z"}}) ==
          "HUBSPOT_API_Key is not set: neither in .env nor in the environment\n"
          "if .env line 1: HUBSPOT_TOKEN is meant for it, it must be called HUBSPOT_API_Key\n"
          "if environment variable HUBSPOT_PRIVATE_APP_KEY is meant for it, it must be called HUBSPOT_API_Key");
    folder.write(".env", "PIPEDRIVE_TOKEN=y\nHUBSPOT_API_URL=https://api.hubapi.com\n");
    CHECK(errors_of({}) == "HUBSPOT_API_Key is not set: neither in .env nor in the environment");
    folder.write(".env", "HUBSPOT_API_Key=x\nPDHS_PIPEDRIVE_DAILY_TOKEN=5\n");
    CHECK(errors_of({}) ==
          ".env line 2: PDHS_PIPEDRIVE_DAILY_TOKEN is no setting of pdhs-sync; did you mean "
          "PDHS_PIPEDRIVE_DAILY_TOKENS?\n"
          "PIPEDRIVE_TOKEN is not set: neither in .env nor in the environment");
}

TEST_CASE("a slip in a token's name is told before anything else of it") {
    const Folder folder;
    folder.write(".env", "HUBSPOT_API_Kye=x\nPIPEDRIVE_TOKN=y\n");
    CHECK(errors_of({}) ==
          ".env line 2: PIPEDRIVE_TOKN must be called PIPEDRIVE_TOKEN\n"
          ".env line 1: HUBSPOT_API_Kye must be called HUBSPOT_API_Key");
    folder.write(".env", "HUBSPOT_API_KEY=x\n");
    CHECK(errors_of({}) ==
          ".env line 1: HUBSPOT_API_KEY must be written HUBSPOT_API_Key\n"
          "PIPEDRIVE_TOKEN is not set: neither in .env nor in the environment");
}

TEST_CASE("a token of HubSpot is not sent to Pipedrive") {
    const Folder folder;
    const std::string of_hubspot = "pat-eu1-01234567-89ab-cdef-0123-456789abcdef";
    const std::string of_pipedrive(40, 'a');
    folder.write(".env", "PIPEDRIVE_TOKEN=" + of_hubspot + "\nHUBSPOT_API_Key=" + of_pipedrive + "\n");
    CHECK_THAT(error_of({}),
               contains(".env line 1: PIPEDRIVE_TOKEN holds HubSpot's token, and HUBSPOT_API_Key that of Pipedrive"));
    folder.write(".env", "PIPEDRIVE_TOKEN=" + of_hubspot + "\nHUBSPOT_API_Key=" + of_hubspot + "\n");
    CHECK_THAT(error_of({}), contains(".env line 1: PIPEDRIVE_TOKEN holds a token of HubSpot"));
    folder.write(".env", "PIPEDRIVE_TOKEN=" + of_pipedrive + "\nHUBSPOT_API_Key=" + of_hubspot + "\n");
    CHECK(load_settings({}, {}));
}

TEST_CASE("all that is wrong is told at once, each on a line of its own") {
    const Folder folder;
    folder.write(".env", tokens + "PDHS_IGNROE=x\nPDHS_SETTLE=soon\nPDHS_API_SHARE=0\n");
    const auto error = errors_of({});
    CHECK(std::count(error.begin(), error.end(), '\n') == 2);
    CHECK_THAT(error, contains("did you mean PDHS_IGNORE?"));
    CHECK_THAT(error, contains("PDHS_SETTLE must be a duration"));
    CHECK_THAT(error, contains("PDHS_API_SHARE must be a share"));
}

TEST_CASE("a token must be usable") {
    const Folder folder;
    const auto error_of_token = [&](const std::string& value) {
        folder.write(".env", "HUBSPOT_API_Key=x\nPIPEDRIVE_TOKEN=" + value + "\n");
        return error_of({});
    };
    CHECK(error_of_token("") == ".env line 2: PIPEDRIVE_TOKEN must not be blank");
    CHECK(error_of_token("'  '") == ".env line 2: PIPEDRIVE_TOKEN must not be blank");
    for (const auto& value : {canary + " x", "\"" + canary + "\\n\"", canary + "\xC3\xA9", canary + "\x7F"})
        CHECK_THAT(error_of_token(value), contains(".env line 2: PIPEDRIVE_TOKEN must hold letters"));
}

TEST_CASE("a token under another capitalisation is not overlooked") {
    const Folder folder;
    CHECK(error_of({}, {{"HUBSPOT_API_KEY", canary}, {"PIPEDRIVE_TOKEN", canary}}) ==
          "environment variable HUBSPOT_API_KEY must be written HUBSPOT_API_Key");
    CHECK(error_of({}, {{"Pipedrive_Token", canary}, {"HUBSPOT_API_Key", canary}}) ==
          "environment variable Pipedrive_Token must be written PIPEDRIVE_TOKEN");
    folder.write(".env", "\nhubspot_api_key=" + canary + "\nPIPEDRIVE_TOKEN=" + canary + "\n");
    CHECK(error_of({}) == ".env line 2: hubspot_api_key must be written HUBSPOT_API_Key");
    folder.write(".env", tokens);
    CHECK(error_of({}, {{"HUBSPOT_API_KEY", canary}}) ==
          "environment variable HUBSPOT_API_KEY must be written HUBSPOT_API_Key");
    auto both = environment_with_tokens();
    both["HUBSPOT_API_KEY"] = canary;
    const auto settings = load_settings({}, both);
    REQUIRE(settings);
    CHECK(settings->warnings.size() == 1);
}

TEST_CASE("an unknown PDHS_ name in the env file is refused with the nearest known one") {
    CHECK(error_of_line("PDHS_SETLE=5") ==
          ".env line 3: PDHS_SETLE is no setting of pdhs-sync; did you mean PDHS_SETTLE?");
    CHECK(error_of_line("PDHS_FOO=5") ==
          ".env line 3: PDHS_FOO is no setting of pdhs-sync; the README lists them under Settings");
    CHECK_THAT(error_of_line("PDHS_LOG_LEVLE=info"), contains("did you mean PDHS_LOG_LEVEL?"));
    CHECK(error_of_line("pdhs_settle=5") == ".env line 3: pdhs_settle must be written PDHS_SETTLE");
}

TEST_CASE("an env file does not send a token of the environment elsewhere") {
    const Folder folder;
    folder.write("ca.pem", "");
    for (const std::string line : {"HUBSPOT_BASE_URL=https://evil.example", "PIPEDRIVE_BASE_URL=https://evil.example",
                                   "PDHS_CA_FILE=ca.pem", "HTTPS_PROXY=http://evil.example", "all_proxy=evil"}) {
        INFO(line);
        folder.write(".env", line + "\n");
        CHECK_THAT(error_of({}, environment_with_tokens()), contains("must not come from the env file while"));
        folder.write(".env", tokens + line + "\n");
        CHECK(load_settings({}, {}));
        CHECK_THAT(error_of({}, {{"HUBSPOT_API_Key", canary}}), contains("while HUBSPOT_API_Key comes from"));
    }
    folder.write(".env", "NO_PROXY=localhost\nHTTPS_PROXY=\n");
    CHECK(load_settings({}, environment_with_tokens()));
    folder.write(".env", "HUBSPOT_BASE_URL=https://evil.example\n");
    auto environment = environment_with_tokens();
    environment["HUBSPOT_BASE_URL"] = "https://good.example";
    CHECK(load_settings({}, environment)->hubspot.base_url == "https://good.example");
}

TEST_CASE("a forgotten quote does not spill a token into an error") {
    CHECK_THAT(error_of_line("PDHS_SETTLE=\"5\nX=CANARY\nY=\""), contains("PDHS_SETTLE must be a duration"));
    CHECK_THAT(error_of_line("PDHS_CA_FILE:\nPIPEDRIVE_TOKEN=CANARY"), contains("must name a PEM file"));
}
