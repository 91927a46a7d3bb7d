// Certificates and proxies. The servers are openssl's; without that tool those tests say so and end.
#include <cstdlib>
#include <fstream>
#include <sstream>

#include "support/process.h"
#include "support/temporary_folder.h"
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

std::string content_of(const std::filesystem::path& file) {
    std::ostringstream text;
    text << std::ifstream(file).rdbuf();
    return text.str();
}

/// A TLS server with a certificate of its own making.
class TlsServer {
  public:
    /// `name` as in subjectAltName: "IP:127.0.0.1".
    explicit TlsServer(const std::string& name) {
        support::Process key(start({"req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1",
                                    "-nodes", "-keyout", "key.pem", "-out", "certificate.pem", "-subj", "/CN=test",
                                    "-addext", "subjectAltName=" + name, "-days", "2"}));
        if (key.wait(30s).status != 0) throw std::runtime_error("openssl made no certificate");
        process_.emplace(
            start({"s_server", "-accept", "127.0.0.1:0", "-cert", "certificate.pem", "-key", "key.pem", "-www"}));
        await_port();
    }

    [[nodiscard]] const std::string& host() const { return host_; }
    [[nodiscard]] std::string certificate() const { return (folder_.path() / "certificate.pem").string(); }

  private:
    [[nodiscard]] support::ProcessStart start(std::vector<std::string> arguments) const {
        arguments.insert(arguments.begin(), openssl);
        const auto folder = folder_.path().string();
        return {std::move(arguments), {}, folder, folder + "/stdout", folder + "/stderr"};
    }

    void await_port() {
        for (int i = 0; i < 1000; ++i) {
            std::istringstream words(content_of(folder_.path() / "stdout"));
            for (std::string word; words >> word;) {
                if (word.starts_with("127.0.0.1:") && words.get() == '\n') host_ = word;
            }
            if (!host_.empty()) return;
            std::this_thread::sleep_for(10ms);
        }
        throw std::runtime_error("openssl does not listen");
    }

    support::TemporaryFolder folder_;
    std::string host_;
    std::optional<support::Process> process_;
};

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
    const TlsServer server("IP:127.0.0.1");
    const auto error = error_of(send_to(server.host(), ""), server.host());
    CHECK(error.kind == Kind::tls);
    CHECK_THAT(error.message, contains("certificate"));
    CHECK_THAT(error.message, contains("PDHS_CA_FILE"));
}

TEST_CASE("a server whose authority is named is accepted") {
    if (no_openssl()) return;
    const TlsServer server("IP:127.0.0.1");
    CHECK(response_of(send_to(server.host(), server.certificate())).status == 200);
}

TEST_CASE("a trusted certificate for another name is refused") {
    if (no_openssl()) return;
    const TlsServer server("DNS:api.example.com");
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
