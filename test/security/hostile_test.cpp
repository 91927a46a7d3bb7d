// A hostile server in place of one platform: the pass ends, in bounded memory, tells why, and nothing is created from
// what was read in part.
#include <algorithm>
#include <atomic>
#include <csignal>
#include <nlohmann/json.hpp>
#include <thread>

#include "security/hostile.h"
#include "security/trouble.h"
#include "support/catch.h"
#include "support/sanitizers.h"

namespace {

using namespace security;
using namespace std::chrono_literals;
using Behaviour = HostileServer::Behaviour;

constexpr std::size_t hundred_megabytes = 100u << 20;
/// The largest answer that is taken is 32 MB; it is held as bytes, as text and as values.
constexpr long most_kilobytes = support::holds_freed_memory ? 2'000'000 : 200'000;

/// What a server does, and what the reader is told of it.
struct Hostility {
    std::string name;
    Behaviour behaviour;
    std::string told;
};

Behaviour writes(const std::string& text) {
    return [text](Peer& peer, const std::string&) { peer.write(text); };
}

Behaviour writes_body(const std::string& begin, const std::string& pattern, std::size_t bytes = hundred_megabytes) {
    return [=](Peer& peer, const std::string&) { write_endless(peer, begin, pattern, bytes); };
}

/// Header lines until the client goes.
Behaviour writes_headers(const std::string& status_line, const std::string& line) {
    return [=](Peer& peer, const std::string&) {
        peer.write(status_line);
        for (int i = 0; i < 1'000'000 && peer.is_there(); ++i) peer.write(line);
    };
}

/// So many brackets that open, and as many that close.
Behaviour writes_nested(std::size_t opened, std::size_t closed) {
    return [=](Peer& peer, const std::string&) {
        write_endless(peer, R"({"results":)", "[", opened);
        const std::string block(65'536, ']');
        for (std::size_t sent = 0; sent < closed && peer.is_there(); sent += block.size()) peer.write(block);
    };
}

std::string packed_often(int times) {
    std::string names = "gzip";
    for (int i = 1; i < times; ++i) names += ", gzip";
    return "Content-Encoding: " + names + "\r\n";
}

std::vector<Hostility> hostilities() {
    return {
        {"a body that never ends", writes_body(R"({"results":[)", "  "), "its unpacked body exceeds 33554432 bytes"},
        {"a name of 100 MB", writes_body(R"({"results":[{"id":"8","properties":{"firstname":")", "name"),
         "its unpacked body exceeds 33554432 bytes"},
        {"a header of 1 MB", writes("HTTP/1.1 200 OK\r\nX-Long: " + std::string(1'000'000, 'x') + "\r\n\r\n"),
         "its header line exceeds 102400 bytes"},
        {"headers without end", writes_headers("HTTP/1.1 200 OK\r\n", "X-Many: " + std::string(200, 'm') + "\r\n"),
         "its header exceeds 262144 bytes"},
        // Which of the two bounds comes first, ours of bytes or that of a newer libcurl of lines, does not matter.
        {"short headers without end", writes_headers("HTTP/1.1 200 OK\r\n", "X-Many: many\r\n"), "is refused: "},
        {"interim answers without end", writes_headers("", "HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n"),
         "is refused: "},
        {"a gzip bomb", writes(answer(gzip_bomb(hundred_megabytes / 258), "Content-Encoding: gzip\r\n")),
         "its unpacked body exceeds 33554432 bytes"},
        {"packed a hundred times", writes(answer("x", packed_often(100))), "no complete answer"},
        {"nested deeply", writes_nested(6'000'000, 6'000'000), "HubSpot sent a page that cannot be understood"},
        {"nested deeply, never closed", writes_nested(8'000'000, 0), "HubSpot sent a page that cannot be understood"},
        {"many values", writes_body(R"({"results":[0)", ",0", 18u << 20), " sent a"},
    };
}

/// Well-formed pages, each with somebody new.
template <class NextCursor>
Behaviour pages(Side side, NextCursor next_cursor) {
    return [side, next_cursor, number = std::make_shared<std::atomic<int>>(8)](Peer& peer, const std::string&) {
        const int id = (*number)++;
        peer.write(answer(page(side, std::to_string(id), "More", next_cursor(id))));
    };
}

Hostility redirect(const std::string& status, const LoopbackServer& elsewhere) {
    return {status, writes(answer("", "Location: " + elsewhere.url() + "/crm\r\n", status)),
            "points to another address, where the token is not sent (HTTP " + status.substr(0, 3)};
}

/// A last page with one person who has so many addresses.
std::string page_with_addresses(Side side, int count) {
    std::string list;
    for (int i = 0; i < count; ++i) {
        const auto address = "a" + std::to_string(i) + "@x.com";
        list += side == Side::hubspot ? address + ";" : R"({"value":")" + address + R"("},)";
    }
    if (side == Side::hubspot)
        return R"({"results":[{"id":"8","properties":{"hs_additional_emails":")" + list + "\"}}]}";
    return R"({"success":true,"data":[{"id":8,"name":"Crowd","emails":[)" + list + R"({"value":"b@x.com"}]}]})";
}

/// A desk with a hostile server in place of one platform, and one person on the other one.
class Besieged {
  public:
    Besieged(Side side, const Hostility& hostility, Hostile hostile = Hostile::to_further_pages)
        : name_(hostility.name), told_(hostility.told), server_(side, hostility.behaviour, hostile) {
        desk_.environment[side == Side::hubspot ? "HUBSPOT_BASE_URL" : "PIPEDRIVE_BASE_URL"] = server_.url();
        desk_.crms.hubspot().add({{"email", "ada@x.com"}});
        desk_.crms.pipedrive().add_person("Bob Stone", {"bob@x.com"});
    }

    const HostileServer& server() const { return server_; }
    void begin() { desk_.begin({"run", "--format", "json", "-vv"}); }
    SyncedDesk& desk() { return desk_; }
    void check_end(int status = 4) {
        CAPTURE(name_);
        const auto ended = desk_.end();
        CHECK(ended.status == status);
        CHECK(ended.peak_kilobytes < most_kilobytes);
        CHECK_THAT(ended.err, contains(told_));
        if (status == 4)
            CHECK_THAT(ended.err, contains(server_.side() == Side::hubspot ? "HubSpot" : "Pipedrive") ||
                                      contains(server_.url().substr(7)));
        check_effects();
    }

    /// A pass that could read everything, whatever else is answered in a hostile way.
    void check_end_of_whole_pass() {
        CAPTURE(name_);
        const auto ended = desk_.end();
        CHECK((ended.status == 1 || ended.status == 4));
        CHECK(ended.peak_kilobytes < most_kilobytes);
        CHECK(server_.times_hostile() > 0);
        check_secrets();
    }

  private:
    void check_effects() {
        CHECK(server_.times_hostile() > 0);
        for (const auto& request : server_.requests()) CHECK(request.starts_with("GET "));
        CHECK(desk_.crms.hubspot().counters().writes() == 0);
        CHECK(desk_.crms.pipedrive().counters().writes() == 0);
        check_secrets();
    }

    void check_secrets() {
        CHECK(desk_.leaks_anywhere() == Names{});
        for (const auto& request : server_.requests())
            CHECK(request.find(server_.side() == Side::hubspot ? pipedrive_canary : hubspot_canary) ==
                  std::string::npos);
    }

    std::string name_;
    std::string told_;
    SyncedDesk desk_;
    HostileServer server_;
};

}  // namespace

TEST_CASE("answers that are too large, or made to be expensive") {
    std::vector<std::unique_ptr<Besieged>> all;
    for (const auto& hostility : hostilities()) all.push_back(std::make_unique<Besieged>(Side::hubspot, hostility));
    for (const auto& hostility : {hostilities().front(), hostilities().back()})
        all.push_back(std::make_unique<Besieged>(Side::pipedrive, hostility));
    for (const auto& besieged : all) besieged->begin();
    for (const auto& besieged : all) besieged->check_end();
}

TEST_CASE("some of them in answer to the question about the account, and to creates") {
    const auto side = GENERATE(Side::hubspot, Side::pipedrive);
    const auto hostile = GENERATE(Hostile::to_questions_about_the_account, Hostile::to_creates);
    std::vector<std::unique_ptr<Besieged>> all;
    const auto each = hostilities();
    for (std::size_t i = 0; i < each.size(); i += 3) all.push_back(std::make_unique<Besieged>(side, each[i], hostile));
    for (const auto& besieged : all) besieged->begin();
    for (const auto& besieged : all) besieged->check_end_of_whole_pass();
}

TEST_CASE("a cursor that leads back, and pages without anybody new") {
    const auto side = GENERATE(Side::hubspot, Side::pipedrive);
    const auto back = pages(side, [](int) { return "next"; });
    const auto always_the_same = [side, number = std::make_shared<std::atomic<int>>(0)](Peer& peer,
                                                                                        const std::string&) {
        peer.write(answer(page(side, "7", "Ghost", "place" + std::to_string((*number)++))));
    };
    const bool on_hubspot = side == Side::hubspot;
    Besieged led_back(side,
                      {"led back", back, on_hubspot ? "leads back to an earlier one" : "a cursor for the second time"});
    Besieged nobody_new(
        side, {"nobody new", always_the_same, on_hubspot ? "without any new contact" : "without a new person"});
    for (auto* besieged : {&led_back, &nobody_new}) {
        besieged->begin();
        besieged->check_end();
        CHECK(besieged->server().times_hostile() <= 10);
    }
}

TEST_CASE("pages without end: the quota ends them") {
    const auto new_cursor = [](int number) { return "cursor" + std::to_string(number); };
    Besieged besieged(Side::pipedrive,
                      {"without end", pages(Side::pipedrive, new_cursor), "our share of today's quota is used up"});
    besieged.desk().environment["PDHS_PIPEDRIVE_DAILY_TOKENS"] = "400";
    besieged.begin();
    besieged.check_end();
    CHECK(besieged.server().times_hostile() <= 40);
}

TEST_CASE("an answer that trickles: a signal ends the pass within its ten seconds") {
    const auto trickle = [](Peer& peer, const std::string&) {
        peer.write("HTTP/1.1 200 OK\r\nContent-Length: 50000\r\n\r\n");
        for (int i = 0; i < 60 && peer.is_there(); ++i) {
            peer.write(" ");
            std::this_thread::sleep_for(1s);
        }
    };
    Besieged besieged(Side::hubspot, {"trickle", trickle, "stopped by a signal"});
    besieged.begin();
    for (int i = 0; i < 1000 && besieged.server().times_hostile() == 0; ++i) std::this_thread::sleep_for(10ms);
    besieged.desk().process().send(SIGTERM);
    besieged.check_end(143);
}

TEST_CASE("a redirect is not followed, and no token goes there") {
    const LoopbackServer elsewhere([](Peer& peer) { peer.wait_for_close(); });
    std::vector<std::unique_ptr<Besieged>> all;
    for (const auto* status : {"301 Moved", "302 Found", "303 See Other", "307 Temporary", "308 Permanent"})
        for (const auto side : {Side::hubspot, Side::pipedrive})
            all.push_back(std::make_unique<Besieged>(side, redirect(status, elsewhere)));
    for (const auto& besieged : all) besieged->begin();
    for (const auto& besieged : all) besieged->check_end();
    CHECK(elsewhere.connections() == 0);
}

TEST_CASE("one person with more addresses than anybody has is left out, and the others are not") {
    const auto side = GENERATE(Side::hubspot, Side::pipedrive);
    const auto crowded = [side](Peer& peer, const std::string&) {
        peer.write(answer(page_with_addresses(side, 20'000)));
    };
    Besieged besieged(side, {"crowded", crowded, ""});
    besieged.begin();
    const auto ended = besieged.desk().end();
    CHECK(ended.peak_kilobytes < most_kilobytes);
    const auto report = nlohmann::json::parse(ended.out);
    const auto& actions = report["actions"];
    CHECK(std::any_of(actions.begin(), actions.end(), [](const auto& action) {
        return action["reason"] == "unusable" && action["detail"] == "more than 500 addresses";
    }));
    const auto others = side == Side::hubspot ? besieged.desk().crms.pipedrive().counters().created
                                              : besieged.desk().crms.hubspot().counters().created;
    CHECK(others == 1);
}
