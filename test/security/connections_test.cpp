// No token is let slip when connections break, when a pass is killed, or when a proxy stands between.
#include <csignal>
#include <thread>

#include "security/traces.h"
#include "security/trouble.h"
#include "support/catch.h"

namespace {

using namespace security;
using namespace std::chrono_literals;
using sandbox::Fault;
namespace faults = sandbox::faults;

Trouble alike(const std::string& name, const Fault& fault) {
    return {name, fault, fault};
}

faults::Answer redirect(const std::string& token) {
    return {302, {{"Location", "http://127.0.0.1:9/" + token}}, quotation(token)};
}

/// Every fault of the proxy but those of time and size, which have tests of their own.
std::vector<Trouble> broken_connections() {
    return {alike("cut body", faults::CutBody{}),
            {"damaged body", faults::ReplaceInBody{"", "{\"message\":\"" + quotation(hubspot_canary)},
             faults::ReplaceInBody{"", "{\"error\":\"" + quotation(pipedrive_canary)}},
            alike("truncated", faults::Truncate{10}),
            alike("reset within the body", faults::Truncate{10, sandbox::Ending::reset}),
            alike("delayed", faults::Delay{10ms, 10ms}),
            alike("dropped before the effect", faults::DropBeforeEffect{}),
            alike("dropped after the effect", faults::DropAfterEffect{}),
            alike("dropped behind the status line",
                  faults::DropAfterEffect{sandbox::Ending::close, sandbox::Sent::status_line}),
            alike("reset within the headers",
                  faults::DropAfterEffect{sandbox::Ending::reset, sandbox::Sent::part_of_headers}),
            alike("late effect", faults::LateEffect{}),
            alike("trickle", faults::Trickle{1ms, 400}),
            {"redirect", redirect(hubspot_canary), redirect(pipedrive_canary)}};
}

}  // namespace

TEST_CASE("no token is let slip when connections break") {
    auto calls = calls_in(broken_connections(), "GET", {{"run", "-vv"}});
    add_calls(calls, calls_in(broken_connections(), "POST", {{"run", "-vv"}}));
    make(calls);
    look_back(calls);
    check_leaks(calls);
}

TEST_CASE_METHOD(SyncedDesk, "no token is in what a killed pass leaves, its -wal and -shm included") {
    add_people(*this);
    hubspot.add({.method = "POST", .times = -1, .fault = faults::Hang{}});
    begin({"run", "-vv"});
    for (int i = 0; i < 1000 && hubspot.unused_rules() > 0; ++i) std::this_thread::sleep_for(10ms);
    process().send(SIGKILL);
    CHECK(end().signal == SIGKILL);
    const auto files = folder().contents();
    CHECK(files.contains("pdhs-sync.db-wal"));
    CHECK(files.contains("pdhs-sync.db-shm"));
    CHECK(files.contains("pdhs-sync.db.lock"));
    CHECK(leaks_anywhere() == Names{});
    // The pass that goes on from there.
    hubspot.clear();
    CHECK(call({"run", "-vv"}).signal == 0);
    CHECK(leaks_anywhere() == Names{});
}

namespace {

const std::string proxy_password = "c4nary+proxy=99/aa55";

/// A desk that reaches both platforms through a proxy with a name and a password.
struct DeskBehindProxy : Desk {
    explicit DeskBehindProxy(int port) {
        environment["HUBSPOT_BASE_URL"] = "https://api.example.com";
        environment["PIPEDRIVE_BASE_URL"] = "https://api.example.org";
        environment["https_proxy"] =
            "http://someone:" + percent_encoded(proxy_password) + "@127.0.0.1:" + std::to_string(port);
    }

    void check_leaks() const {
        CHECK(leaks() == Names{});
        for (const auto& [name, bytes] : folder().contents()) {
            CAPTURE(name);
            CHECK(traces_of(proxy_password, bytes) == Names{});
            CHECK(bytes.find("someone") == std::string::npos);
        }
    }
};

/// A proxy that refuses, and quotes the password.
faults::Answer refusal_that_quotes() {
    return {407, {{"Proxy-Authenticate", "Basic realm=\"" + proxy_password + "\""}}, proxy_password};
}

}  // namespace

TEST_CASE("no token is seen by a proxy that refuses, and no password of it is let slip") {
    sandbox::FaultProxy refusing(9);
    refusing.add({.times = -1, .fault = refusal_that_quotes()});
    DeskBehindProxy run(refusing.port());
    DeskBehindProxy check(refusing.port());
    run.begin({"run", "-vv"});
    check.begin({"check"});
    CHECK(run.end().status == 4);
    CHECK(check.end().status == 4);
    CHECK(run.call({"status"}).status == 1);
    run.check_leaks();
    check.check_leaks();
    CHECK_FALSE(refusing.requests().empty());
    for (const auto& request : refusing.requests()) {
        CHECK(request.method == "CONNECT");
        for (const auto& [name, value] : request.headers) CHECK(leaks_in(name, value) == Names{});
    }
}
