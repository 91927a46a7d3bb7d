// Certificates and proxies. The servers are openssl's; without that tool those tests say so and end.
#include <cstdlib>
#include <fstream>

#include "support/temporary_folder.h"
#include "support/tls_server.h"
#include "unit/http/client_fixture.h"
#include "unit/http/loopback_server.h"

using namespace client_test;
using namespace std::chrono_literals;
using pdhs::Repeatable;
using Kind = pdhs::TransportError::Kind;

namespace {

const std::string openssl = PDHS_OPENSSL;

bool no_openssl() {
    if (!openssl.empty()) return false;
    WARN("openssl was not found: nothing is tested here");
    return true;
}

pdhs::HttpOutcome send_to(const std::string& host, const std::string& ca_file) {
    auto trusting = endpoint("https://" + host);
    trusting.ca_file = ca_file;
    return Client(trusting).http->send(get());
}

/// libcurl's variable for one test.
class ProxyVariable {
  public:
    explicit ProxyVariable(const char* name, const std::string& value) : name_(name) {
        ::setenv(name, value.c_str(), 1);
    }
    ProxyVariable(const ProxyVariable&) = delete;
    ProxyVariable& operator=(const ProxyVariable&) = delete;
    ~ProxyVariable() { ::unsetenv(name_); }

  private:
    const char* name_;
};

}  // namespace

TEST_CASE("a server that nobody vouches for is refused, and the way out is named") {
    if (no_openssl()) return;
    const support::TlsServer server(openssl, "IP:127.0.0.1");
    const auto error = error_of(send_to(server.host(), ""), server.host());
    CHECK(error.kind == Kind::tls);
    CHECK_THAT(error.message, contains("certificate"));
    CHECK_THAT(error.message, contains("PDHS_CA_FILE"));
}

TEST_CASE("a server whose authority is named is accepted") {
    if (no_openssl()) return;
    const support::TlsServer server(openssl, "IP:127.0.0.1");
    CHECK(response_of(send_to(server.host(), server.certificate())).status == 200);
}

TEST_CASE("a trusted certificate for another name is refused") {
    if (no_openssl()) return;
    const support::TlsServer server(openssl, "DNS:api.example.com");
    CHECK(error_of(send_to(server.host(), server.certificate()), server.host()).kind == Kind::tls);
}

TEST_CASE("a file of certificates that is absent or holds none is named") {
    const LoopbackServer server([](Peer& peer) { peer.wait_for_close(); });
    const support::TemporaryFolder folder;
    const auto file = (folder.path() / "authority.pem").string();
    if (GENERATE(false, true)) std::ofstream(file) << "no certificate\n";
    const auto error = error_of(send_to(server.host(), file), server.host());
    CHECK(error.kind == Kind::tls);
    CHECK_THAT(error.message, contains("PDHS_CA_FILE names " + file));
}

TEST_CASE("a proxy that refuses: not sent, and it does not see the token") {
    std::string seen;
    {
        const LoopbackServer proxy([&seen](Peer& peer) {
            seen = peer.read_request().value_or("");
            peer.write(answer("", "", "407 Proxy Authentication Required"));
        });
        const ProxyVariable variable("https_proxy", proxy.url());
        Client client("https://api.example.com");
        const auto error = error_of(client.http->send(post(Repeatable::never)), "api.example.com");
        CHECK(error.kind == Kind::not_sent);
        CHECK_THAT(error.message, contains("the variable https_proxy sends requests through a proxy"));
    }
    CHECK(seen.starts_with("CONNECT api.example.com:443 "));
    CHECK(seen.find("canary") == std::string::npos);
}

TEST_CASE("a loopback server without TLS is never reached through a proxy") {
    const LoopbackServer proxy([](Peer& peer) { peer.wait_for_close(); });
    const LoopbackServer server([](Peer& peer) {
        if (peer.read_request()) peer.write(answer("direct"));
    });
    const ProxyVariable variable("http_proxy", proxy.url());
    CHECK(response_of(Client(server.url()).http->send(get())).body == "direct");
    CHECK(proxy.connections() == 0);
}
