// `pdhs-sync check`, the program itself: each broken set-up is named in its first failed line.
#include <sys/stat.h>
#include <unistd.h>

#include <chrono>
#include <fstream>

#include "desk.h"
#include "support/catch.h"

namespace {

using namespace std::chrono_literals;
using sandbox::HubspotOptions;
using sandbox::PipedriveOptions;
using sandbox::Switch;

struct Looked {
    int status = 0;
    std::string text;
    nlohmann::json json;

    /// The topic of the first failed line, behind its platform if it has one.
    [[nodiscard]] std::string first_failure() const {
        for (const auto& finding : json["findings"])
            if (finding["result"] == "failed")
                return (finding["platform"].is_null() ? "" : finding["platform"].get<std::string>() + " ") +
                       finding["check"].get<std::string>();
        return "";
    }
    [[nodiscard]] std::string message() const {
        return json["error"].is_null() ? "" : json["error"]["message"].get<std::string>();
    }
};

struct CheckDesk : Desk {
    [[nodiscard]] Looked look() const {
        Looked looked;
        looked.status = run({"check", "--format", "json"});
        looked.json = json_of();
        CHECK(looked.json["exit_code"] == looked.status);
        (void)run({"check"});
        looked.text = text_of();
        for (const auto& [key, token] : environment)
            if (key == "HUBSPOT_API_Key" || key == "PIPEDRIVE_TOKEN")
                CHECK(looked.text.find(token) == std::string::npos);
        return looked;
    }
    void pass_with_failure() const { REQUIRE(run({"run"}) >= 2); }
    void pass() const { REQUIRE(run({"run"}) <= 1); }
};

}  // namespace

TEST_CASE_METHOD(CheckDesk, "a good set-up is ready, and nothing is made by looking") {
    crms.hubspot().add({{"email", "ada@x.com"}});
    const auto looked = look();
    CHECK(looked.status == 0);
    CHECK_THAT(looked.text, contains("\nReady.\n"));
    CHECK_THAT(looked.text, contains("The first pass would create 1 on Pipedrive and 0 on HubSpot.\n"));
    CHECK(looked.json["forecast"]["pipedrive"]["to_create"] == 1);
    CHECK_FALSE(std::filesystem::exists(folder.file("pdhs-sync.db")));
    CHECK_FALSE(std::filesystem::exists(folder.file("pdhs-sync.db.lock")));
    CHECK_FALSE(std::filesystem::exists(folder.file("output.log")));
    CHECK(crms.hubspot().contacts().size() == 1);
    CHECK(crms.pipedrive().persons().empty());
}

TEST_CASE_METHOD(CheckDesk, "after a pass it costs a few questions, which the ledger keeps") {
    crms.hubspot().add({{"email", "ada@x.com"}});
    pass();
    const auto before = crms.pipedrive().counters().tokens;
    const auto looked = look();
    CHECK(looked.status == 0);
    CHECK(looked.json["first_pass"].is_null());
    CHECK(crms.pipedrive().counters().tokens - before == 24);  // looked at twice
    (void)run({"status", "--format", "json"});
    const auto status = json_of();
    CHECK(status["pipedrive"]["budget"]["spent_in_24h"] == crms.pipedrive().counters().tokens);
}

TEST_CASE_METHOD(CheckDesk, "a wrong token") {
    SECTION("of HubSpot") {
        environment["HUBSPOT_API_Key"] = "pat-na1-11111111-1111-1111-1111-111111111111";
        const auto looked = look();
        CHECK(looked.status == 3);
        CHECK(looked.first_failure() == "hubspot account");
        CHECK_THAT(looked.message(), contains("does not accept the token") && contains("HUBSPOT_API_Key"));
    }
    SECTION("of Pipedrive") {
        environment["PIPEDRIVE_TOKEN"] = "1111111111111111111111111111111111111111";
        CHECK(look().first_failure() == "pipedrive account");
    }
    SECTION("exchanged") {
        std::swap(environment["HUBSPOT_API_Key"], environment["PIPEDRIVE_TOKEN"]);
        const auto looked = look();
        CHECK(looked.status == 2);
        CHECK(looked.first_failure() == "settings");
        CHECK_THAT(looked.message(), contains("exchange the two"));
    }
    SECTION("none") {
        environment.erase("PIPEDRIVE_TOKEN");
        const auto looked = look();
        CHECK(looked.status == 2);
        CHECK(looked.first_failure() == "settings");
        CHECK_THAT(looked.message(), contains("PIPEDRIVE_TOKEN is not set"));
    }
}

TEST_CASE_METHOD(CheckDesk, "a missing scope") {
    SECTION("to read") {
        crms.hubspot().configure([](HubspotOptions& options) { options.scopes.erase("crm.objects.contacts.read"); });
        const auto looked = look();
        CHECK(looked.status == 3);
        CHECK(looked.first_failure() == "hubspot read");
        CHECK_THAT(looked.message(), contains("crm.objects.contacts.read"));
    }
    SECTION("to create") {
        crms.hubspot().configure([](HubspotOptions& options) { options.scopes.erase("crm.objects.contacts.write"); });
        const auto looked = look();
        CHECK(looked.status == 3);
        CHECK(looked.first_failure() == "hubspot create");
        CHECK_THAT(looked.message(), contains("crm.objects.contacts.write"));
    }
    SECTION("to ask for the account: no trouble") {
        crms.hubspot().configure([](HubspotOptions& options) { options.account_info = Switch::off; });
        CHECK(look().status == 0);
    }
}

TEST_CASE_METHOD(CheckDesk, "a Pipedrive user who is no admin") {
    crms.pipedrive().configure([](PipedriveOptions& options) { options.admin = Switch::off; });
    const auto looked = look();
    CHECK(looked.status == 5);
    CHECK(looked.first_failure() == "pipedrive view");
}

TEST_CASE_METHOD(CheckDesk, "no network") {
    environment["HUBSPOT_BASE_URL"] = "http://127.0.0.1:9";
    const auto looked = look();
    CHECK(looked.status == 4);
    CHECK(looked.first_failure() == "hubspot account");
    CHECK_THAT(looked.message(), contains("cannot reach 127.0.0.1:9"));
}

TEST_CASE_METHOD(CheckDesk, "a proxy that cannot be understood: its password is not shown") {
    environment["HUBSPOT_BASE_URL"] = "https://api.example.com";
    const auto* const proxy = GENERATE("foo://someone:canary@127.0.0.1:9", "http://someone:canary@127.0.0.1:notaport",
                                       "http://someone:can/ary@[bad", "http://someone:can ary@bad");
    CAPTURE(proxy);
    environment["https_proxy"] = proxy;
    const auto looked = look();
    CHECK(looked.first_failure() == "hubspot account");
    pass_with_failure();
    for (const auto& [name, bytes] : folder.contents()) {
        CAPTURE(name);
        CHECK(bytes.find("canary") == std::string::npos);
        CHECK(bytes.find("ary@") == std::string::npos);
        CHECK(bytes.find("someone") == std::string::npos);
    }
}

TEST_CASE_METHOD(CheckDesk, "a proxy that is not there") {
    environment["HUBSPOT_BASE_URL"] = "https://api.example.com";
    environment["https_proxy"] = "http://someone:canary@127.0.0.1:9";
    const auto looked = look();
    CHECK(looked.first_failure() == "hubspot account");
    CHECK_THAT(looked.message(), contains("the variable https_proxy sends requests through a proxy"));
    CHECK(looked.text.find("canary") == std::string::npos);
}

TEST_CASE_METHOD(CheckDesk, "a wrong clock") {
    crms.clock().advance(3'600'000);
    const auto looked = look();
    CHECK(looked.status == 3);
    CHECK(looked.first_failure() == "clock");
    CHECK_THAT(looked.message(), contains("this machine's clock is 60 min slow"));
}

TEST_CASE_METHOD(CheckDesk, "a folder that is not there") {
    environment["PDHS_STATE"] = folder.file("nowhere/pdhs-sync.db");
    const auto looked = look();
    CHECK(looked.status == 2);
    CHECK(looked.first_failure() == "state");
    CHECK_THAT(looked.message(), contains("its folder does not exist"));
    CHECK_THAT(looked.text, contains("ok       HubSpot account"));
    CHECK(looked.json["forecast"].is_null());
    environment["PDHS_STATE"] = folder.file("pdhs-sync.db");
    environment["PDHS_LOG"] = folder.file("nowhere/output.log");
    CHECK(look().first_failure() == "log");
}

TEST_CASE_METHOD(CheckDesk, "an env file that others may read, or that has a wrong setting") {
    std::ofstream(folder.file(".env")) << "PDHS_SETTLE=soon\nPDHS_PARTIAL_VIEW=1\n";
    const auto wrong = look();
    CHECK(wrong.status == 2);
    CHECK_THAT(wrong.message(), contains(".env line 1: PDHS_SETTLE"));
    std::ofstream(folder.file(".env")) << "PDHS_PARTIAL_VIEW=1\n";
    REQUIRE(::chmod(folder.file(".env").c_str(), 0644) == 0);
    CHECK(look().status == 1);
    CHECK_THAT(look().text, contains("run chmod 600 on it"));
    REQUIRE(::chmod(folder.file(".env").c_str(), 0600) == 0);
    CHECK(look().status == 0);
}

TEST_CASE_METHOD(CheckDesk, "a state that is none, and one of another account") {
    std::ofstream(folder.file("pdhs-sync.db")) << "this is a letter to somebody, and no database at all";
    const auto damaged = look();
    CHECK(damaged.status == 2);
    CHECK(damaged.first_failure() == "state");
    std::filesystem::remove(folder.file("pdhs-sync.db"));
    pass();
    crms.hubspot().configure([](HubspotOptions& options) { options.portal_id = 7; });
    const auto moved = look();
    CHECK(moved.status == 5);
    CHECK(moved.first_failure() == "hubspot account");
    CHECK_THAT(moved.message(), contains("the state file belongs to"));
}

TEST_CASE_METHOD(CheckDesk, "a day's quota that is used up") {
    crms.pipedrive().configure([](PipedriveOptions& options) {
        options.limits.mode = sandbox::LimitMode::enforced;
        options.limits.daily_tokens = 20;
    });
    const auto looked = look();
    CHECK(looked.status == 4);
    CHECK(looked.first_failure() == "pipedrive quota");
}
