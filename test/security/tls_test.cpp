// Who is not who the base URL says gets no token, and the reader is told what to do.
#include "security/hostile.h"
#include "security/trouble.h"
#include "support/catch.h"
#include "support/tls_server.h"

namespace {

using namespace security;

const std::string openssl = PDHS_OPENSSL;

bool no_openssl() {
    if (!openssl.empty()) return false;
    WARN("openssl was not found: nothing is tested here");
    return true;
}

/// A pass and a check with that server in place of Pipedrive; both end before it is sent anything.
struct Visit {
    SyncedDesk desk;
    Ended run;
    Ended check;

    explicit Visit(const support::TlsServer& server, const std::string& ca_file = "") {
        desk.environment["PIPEDRIVE_BASE_URL"] = "https://" + server.host();
        if (!ca_file.empty()) desk.environment["PDHS_CA_FILE"] = ca_file;
        add_people(desk);
        run = desk.call({"run", "-vv"});
        check = desk.call({"check"});
        CHECK(run.status == 4);
        CHECK(check.status == 4);
        CHECK_THAT(run.err, contains("no secure connection to " + server.host() + ": "));
        CHECK_THAT(check.out, contains("no secure connection to " + server.host() + ": "));
        CHECK(desk.crms.hubspot().counters().writes() == 0);
        CHECK(desk.leaks_anywhere() == Names{});
    }
};

}  // namespace

TEST_CASE("a server that nobody vouches for") {
    if (no_openssl()) return;
    const support::TlsServer server(openssl, "IP:127.0.0.1");
    const Visit visit(server);
    CHECK_THAT(visit.run.err, contains("certificate"));
    CHECK_THAT(visit.run.err, contains("to trust another authority, name its file in PDHS_CA_FILE"));
}

TEST_CASE("a certificate that has expired, and one that is not valid yet") {
    if (no_openssl()) return;
    const bool is_old = GENERATE(true, false);
    const auto validity = is_old ? support::Validity{"20200101000000Z", "20210101000000Z"}
                                 : support::Validity{"20900101000000Z", "20910101000000Z"};
    const support::TlsServer server(openssl, "IP:127.0.0.1", validity);
    const Visit visit(server, server.certificate());
    CHECK_THAT(visit.run.err, contains(is_old ? "certificate has expired" : "certificate is not yet valid"));
    CHECK_THAT(visit.run.err, contains("is this machine's clock right?"));
}

TEST_CASE("a certificate for another name") {
    if (no_openssl()) return;
    const support::TlsServer server(openssl, "DNS:api.example.com");
    const Visit visit(server, server.certificate());
    CHECK_THAT(visit.run.err, contains("127.0.0.1"));
}

TEST_CASE_METHOD(SyncedDesk, "a server that is vouched for is asked; its redirect from https to http is not followed") {
    if (no_openssl()) return;
    const LoopbackServer plain([](Peer& peer) { peer.wait_for_close(); });
    const support::TlsServer server(openssl, "IP:127.0.0.1");
    for (const auto* path : {"/v1/users/me", "/api/v2/persons?limit=500&sort_by=id&sort_direction=asc"})
        server.serve(path, answer("", "Location: " + plain.url() + "/\r\n", "302 Found"));
    environment["PIPEDRIVE_BASE_URL"] = "https://" + server.host();
    environment["PDHS_CA_FILE"] = server.certificate();
    const auto ended = call({"run", "-vv"});
    CHECK(ended.status == 4);
    CHECK_THAT(ended.err, contains("Pipedrive points to another address, where the token is not sent (HTTP 302"));
    CHECK_THAT(ended.err, contains("check PIPEDRIVE_BASE_URL"));
    CHECK(plain.connections() == 0);
    CHECK(leaks_anywhere() == Names{});
}

TEST_CASE_METHOD(SyncedDesk, "a base URL without TLS, but on loopback, is refused before anything is sent") {
    environment["HUBSPOT_BASE_URL"] = "http://api.example.com";
    for (const std::string command : {"run", "check"}) {
        const auto ended = call({command});
        CHECK(ended.status == 2);
        CHECK_THAT(ended.out + ended.err, contains("HUBSPOT_BASE_URL") && contains("https"));
    }
    CHECK(hubspot.connections() + pipedrive.connections() == 0);
}
