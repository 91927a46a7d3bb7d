// Who may write the env file, but does not know the tokens, cannot send them elsewhere.
#include <csignal>

#include "security/hostile.h"
#include "security/traces.h"
#include "security/trouble.h"
#include "support/catch.h"
#include "support/file_content.h"

namespace {

using namespace security;

/// A desk whose env file somebody else wrote, and a place where that one would like the tokens to go.
struct RedirectedDesk : SyncedDesk {
    const LoopbackServer elsewhere{[](Peer& peer) { peer.wait_for_close(); }};

    RedirectedDesk() { add_people(*this); }

    void write_env_file(const std::string& text) const { support::write_file(file(".env"), text); }

    [[nodiscard]] Names leaks_beside_the_env_file() const {
        auto found = leaks();
        std::erase_if(found, [](const auto& leak) { return leak.starts_with(".env:"); });
        return found;
    }

    void check_nothing_went() const {
        CHECK(elsewhere.connections() == 0);
        CHECK(hubspot.connections() + pipedrive.connections() == 0);
    }
};

}  // namespace

TEST_CASE_METHOD(RedirectedDesk, "no place that the env file names gets a token from the environment") {
    const std::string key = GENERATE("HUBSPOT_BASE_URL", "PIPEDRIVE_BASE_URL", "PDHS_CA_FILE", "https_proxy",
                                     "HTTPS_PROXY", "all_proxy", "ALL_PROXY", "http_proxy", "HTTP_PROXY");
    const std::string token = GENERATE("HUBSPOT_API_Key", "PIPEDRIVE_TOKEN");
    CAPTURE(key, token);
    support::write_file(file("authority.pem"), "");
    environment.erase(key);
    // The other token comes from the file, where it may.
    const std::string other = token == "HUBSPOT_API_Key" ? "PIPEDRIVE_TOKEN" : "HUBSPOT_API_Key";
    environment.erase(other);
    write_env_file(other + "=0123\n" + key + "=" + (key == "PDHS_CA_FILE" ? "authority.pem" : elsewhere.url()) + "\n");
    const Names commands[] = {{"run"}, {"run", "--dry-run"}, {"check"}, {"status"}, {"explain", "ada@x.com"}};
    for (const auto& command : commands) {
        CAPTURE(command);
        const auto ended = call(command);
        CHECK(ended.status == 2);
        CHECK_THAT(ended.err + ended.out, contains(key + " must not come from the env file while " + token +
                                                   " comes from the environment; set both in one place"));
    }
    check_nothing_went();
}

TEST_CASE_METHOD(RedirectedDesk, "a proxy that the env file names is not used, and the reader is told") {
    const std::string name = GENERATE("https_proxy", "ALL_PROXY", "http_proxy");
    CAPTURE(name);
    environment = {{"HUBSPOT_BASE_URL", "https://127.0.0.1:9"}, {"PIPEDRIVE_BASE_URL", "https://127.0.0.1:9"}};
    write_env_file("HUBSPOT_API_Key=" + hubspot_canary + "\nPIPEDRIVE_TOKEN=" + pipedrive_canary + "\n" + name + "=" +
                   elsewhere.url() + "\n");
    begin({"run"});
    // It tries again and again; the first time is enough.
    if (!process().ends_within(std::chrono::seconds{1})) process().send(SIGTERM);
    const auto ended = end();
    CHECK_THAT(ended.err, contains(name + " has no effect: proxies are taken from the environment only"));
    check_nothing_went();
}

TEST_CASE_METHOD(RedirectedDesk, "where the tokens are in the env file, too, its places are used") {
    environment.clear();
    write_env_file("HUBSPOT_API_Key=" + hubspot_canary + "\nPIPEDRIVE_TOKEN=" + pipedrive_canary +
                   "\nHUBSPOT_BASE_URL=" + hubspot.url() + "\nPIPEDRIVE_BASE_URL=" + pipedrive.url() + "\n");
    CHECK(call({"run"}).status == 0);
    CHECK(crms.pipedrive().counters().created == 1);
    CHECK(leaks_beside_the_env_file() == Names{});
}

TEST_CASE_METHOD(RedirectedDesk,
                 "an env file with a mistake in the line of a token: the mistake is told, and no token") {
    const std::string line = GENERATE(
        "HUBSPOT_API_Key <token>", "hubspot_api_key=<token>", "HUBSPOT_API_KEY=<token>", "HUBSPOT_TOKEN=<token>",
        "HUBSPOT_API_Key=<token> <token>", "<token>", "=<token>", "PDHS_TOKEN=<token>", "PDHS_STATE=/<token>/x",
        "PDHS_LOG_LEVEL=<token>", "PDHS_SETTLE=<token>", "HUBSPOT_BASE_URL=https://<token>@x.com",
        "HUBSPOT_BASE_URL=https://x.com/?token=<token>", "https_proxy=http://x:<token>@y");
    CAPTURE(line);
    environment.clear();
    write_env_file("HUBSPOT_BASE_URL=" + hubspot.url() + "\nPIPEDRIVE_BASE_URL=" + pipedrive.url() + "\n" +
                   replaced(line, "<token>", hubspot_canary) + "\nPIPEDRIVE_TOKEN=" + pipedrive_canary + "\n");
    for (const std::string command : {"run", "check", "status"}) {
        const auto ended = call({command});
        CHECK(ended.status == 2);
        CHECK((ended.err + ended.out).size() > 20);
    }
    check_nothing_went();
    CHECK(leaks_beside_the_env_file() == Names{});
}
