// No token leaves the program but in the one header that is there for it, whatever the platforms answer.
#include <algorithm>

#include "sandbox/canned_answers.h"
#include "security/traces.h"
#include "security/trouble.h"
#include "support/catch.h"

namespace {

using namespace security;

Names answers_of(const std::string& platform) {
    Names names;
    for (const auto& name : sandbox::canned_answer_names())
        if (name.starts_with(platform) || name.ends_with("-json")) names.push_back(name);
    return names;
}

/// Every answer that the sandbox knows, spoken by a server that quotes the token.
std::vector<Trouble> quoting_answers() {
    const auto for_hubspot = answers_of("hubspot");
    const auto for_pipedrive = answers_of("pipedrive");
    std::vector<Trouble> troubles;
    for (std::size_t i = 0; i < std::max(for_hubspot.size(), for_pipedrive.size()); ++i) {
        const auto& left = for_hubspot[i % for_hubspot.size()];
        const auto& right = for_pipedrive[i % for_pipedrive.size()];
        troubles.push_back({left + " and " + right, quoting(*sandbox::canned_answer(left), hubspot_canary),
                            quoting(*sandbox::canned_answer(right), pipedrive_canary)});
    }
    return troubles;
}

}  // namespace

TEST_CASE("the search finds each form of a planted token, in each kind of file") {
    for (const auto& form : forms_of(hubspot_canary)) {
        CAPTURE(form.name);
        CHECK(traces_of(hubspot_canary, "before " + form.text + " behind") != Names{});
        CHECK(traces_of(pipedrive_canary, "before " + form.text + " behind") == Names{});
    }
    for (const std::string before : {"", "a", "ab", "abc"}) {
        CHECK(traces_of(hubspot_canary, base64(before + hubspot_canary)) != Names{});
        CHECK(traces_of(hubspot_canary, base64(before + hubspot_canary + "behind")) != Names{});
    }
    CHECK(base64("any carnal pleas") == "YW55IGNhcm5hbCBwbGVhcw==");
    CHECK(percent_encoded("a/b+c") == "a%2Fb%2Bc");
}

TEST_CASE_METHOD(SyncedDesk, "the search sees what stands in the state, the log, the report and the requests") {
    // A contact's name is no secret: where a person wrote a token there, it goes where names go.
    crms.hubspot().add({{"email", "ada@x.com"}, {"firstname", pipedrive_canary}});
    CHECK(call({"run", "--log-level", "trace", "--format", "json"}).status == 0);
    const auto found = leaks_anywhere();
    const auto tells = [&found](const std::string& place) {
        return std::any_of(found.begin(), found.end(), [&](const auto& leak) { return leak.starts_with(place); });
    };
    CHECK(tells("pdhs-sync.db: token of Pipedrive, plain"));
    CHECK(tells("stdout-1: token of Pipedrive, plain"));
    CHECK(tells("the body of a request: token of Pipedrive, plain"));
    CHECK_FALSE(tells("pdhs-sync.db: token of HubSpot"));
    for (const auto& request : hubspot.requests())
        CHECK(sandbox::header(request.headers, "authorization").value_or("") == "Bearer " + hubspot_canary);
    for (const auto& request : pipedrive.requests())
        CHECK(sandbox::header(request.headers, "x-api-token").value_or("") == pipedrive_canary);
}

TEST_CASE("no token is let slip when a platform answers with an error that quotes it") {
    auto calls =
        calls_in(quoting_answers(), "",
                 {{"run", "--dry-run", "-vv"}, {"run", "--format", "json", "--log-level", "trace"}, {"check"}});
    add_calls(calls, calls_in(quoting_answers(), "POST", {{"run", "--format", "markdown", "-vv"}}));
    make(calls);
    look_back(calls);
    check_leaks(calls);
}

TEST_CASE_METHOD(SyncedDesk, "no token is let slip by any command in any form at any level") {
    add_people(*this);
    for (const std::string level : {"trace", "debug", "info", "warn", "error", "fatal", "silent"})
        for (const std::string format : {"text", "json", "markdown", "csv"})
            CHECK(call({"run", "--log-level", level, "--format", format}).status == 0);
    for (const std::string format : {"text", "json"}) {
        CHECK(call({"run", "--dry-run", "--full", "--format", format}).status == 0);
        CHECK(call({"check", "-vv", "--format", format}).status == 0);
        CHECK(call({"status", "-vv", "--format", format}).status == 0);
        CHECK(call({"explain", "ada@x.com", "-vv", "--format", format}).status == 0);
    }
    CHECK(leaks_anywhere() == Names{});
}

TEST_CASE_METHOD(SyncedDesk, "a platform that refuses the token and quotes it: the reader is told all but the token") {
    hubspot.add({.times = -1, .fault = quoting(*sandbox::canned_answer("hubspot-401"), hubspot_canary)});
    const auto ended = call({"run"});
    CHECK(ended.status == 3);
    CHECK_THAT(ended.err,
               contains("HubSpot does not accept the token (HTTP 401: you sent [token], or [token], or [token]."));
    CHECK_THAT(ended.err, contains("set HUBSPOT_API_Key to a key made at"));
    CHECK(leaks_anywhere() == Names{});
}
