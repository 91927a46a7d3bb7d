// A create must not reach the server twice in one send(): libcurl repeats a POST when a kept connection dies before
// the first byte of the answer.
#include <future>

#include "unit/http/client_fixture.h"
#include "unit/http/loopback_server.h"

using namespace client_test;
using pdhs::Repeatable;
using Kind = pdhs::TransportError::Kind;

namespace {

enum class Ending { close, reset };

/// Counts creates. The first `answered` requests of the first connection are answered; the next one has its effect and
/// ends the connection without a byte. Later connections answer everything.
class ForgetfulServer {
  public:
    ForgetfulServer(int answered, Ending ending)
        : answered_(answered), ending_(ending), server_([this](Peer& peer) { serve(peer); }) {}

    [[nodiscard]] const LoopbackServer& loopback() const { return server_; }
    [[nodiscard]] int creates() const { return creates_; }

  private:
    void serve(Peer& peer) {
        for (int i = 0; const auto request = peer.read_request(); ++i) {
            if (request->starts_with("POST")) ++creates_;
            if (peer.number() == 0 && i == answered_) {
                if (ending_ == Ending::reset) peer.reset();
                return;
            }
            peer.write(answer("{}"));
        }
    }

    int answered_;
    Ending ending_;
    std::atomic<int> creates_ = 0;
    LoopbackServer server_;
};

}  // namespace

TEST_CASE("a create on a fresh connection that dies has one effect and an unknown outcome") {
    const ForgetfulServer server(0, GENERATE(Ending::close, Ending::reset));
    Client client(server.loopback().url());
    CHECK(error_of(client.http->send(post(Repeatable::never)), server.loopback().host()).kind == Kind::lost);
    CHECK(server.creates() == 1);
}

TEST_CASE("a create on a kept connection that dies has one effect and an unknown outcome") {
    const ForgetfulServer server(1, GENERATE(Ending::close, Ending::reset));
    Client client(server.loopback().url());
    response_of(client.http->send(get()));
    CHECK(error_of(client.http->send(post(Repeatable::never)), server.loopback().host()).kind == Kind::lost);
    CHECK(server.creates() == 1);
}

TEST_CASE("an empty body is no way round it") {
    const ForgetfulServer server(1, Ending::close);
    Client client(server.loopback().url());
    response_of(client.http->send(get()));
    const pdhs::HttpRequest empty{pdhs::HttpMethod::post, "/create", "", Repeatable::never};
    CHECK(error_of(client.http->send(empty), server.loopback().host()).kind == Kind::lost);
    CHECK(server.creates() == 1);
}

TEST_CASE("creates keep their connection, and go on with a new one after a loss") {
    const ForgetfulServer server(3, Ending::close);
    Client client(server.loopback().url());
    for (int i = 0; i < 3; ++i) response_of(client.http->send(post(Repeatable::never)));
    CHECK(server.loopback().connections() == 1);
    CHECK(error_of(client.http->send(post(Repeatable::never)), server.loopback().host()).kind == Kind::lost);
    for (int i = 0; i < 3; ++i) response_of(client.http->send(post(Repeatable::never)));
    CHECK(server.creates() == 7);
}

TEST_CASE("a repeatable POST is repeated by libcurl on its own, which is what the others prevent") {
    const ForgetfulServer server(1, Ending::close);
    Client client(server.loopback().url());
    response_of(client.http->send(get()));
    const auto response = response_of(client.http->send(post(Repeatable::yes)));
    CHECK(response.status == 200);
    CHECK(response.times_sent == 2);
    CHECK(server.creates() == 2);
    CHECK(server.loopback().connections() == 2);
}

TEST_CASE("a connection that was closed before the create left is simply replaced") {
    std::promise<void> closed;
    std::atomic<int> creates = 0;
    const LoopbackServer server([&](Peer& peer) {
        while (const auto request = peer.read_request()) {
            if (request->starts_with("POST")) ++creates;
            peer.write(answer("{}"));
            if (peer.number() > 0) continue;
            peer.shut_down();
            closed.set_value();
            return;
        }
    });
    Client client(server.url());
    response_of(client.http->send(get()));
    closed.get_future().wait();
    CHECK(response_of(client.http->send(post(Repeatable::never))).status == 200);
    CHECK(creates == 1);
}
