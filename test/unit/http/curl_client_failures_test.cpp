// Every way of not getting a complete answer, and what it says about the request.
#include "unit/http/client_fixture.h"
#include "unit/http/loopback_server.h"

using namespace client_test;
using namespace std::chrono_literals;
using pdhs::Repeatable;
using Kind = pdhs::TransportError::Kind;

namespace {

/// Sends a create, which must not be repeated, and expects an error.
pdhs::TransportError error_from(const LoopbackServer& server, pdhs::HttpLimits limits = patient()) {
    Client client(server.url(), limits);
    return error_of(client.http->send(post(Repeatable::never)), server.host());
}

/// After the first request: writes `text`, then closes.
LoopbackServer::Script answer_and_close(std::string text) {
    return [text = std::move(text)](Peer& peer) {
        if (peer.read_request()) peer.write(text);
    };
}

}  // namespace

TEST_CASE("nobody listens: not sent") {
    const auto host = "127.0.0.1:" + std::to_string(closed_port());
    Client client("http://" + host);
    const auto error = error_of(client.http->send(post(Repeatable::never)), host);
    CHECK(error.kind == Kind::not_sent);
    CHECK_THAT(error.message, contains("cannot reach " + host + ": "));
}

TEST_CASE("where a setting sends requests, it is named when nothing is there") {
    const auto host = "127.0.0.1:" + std::to_string(closed_port());
    auto somewhere = endpoint("http://" + host);
    somewhere.setting = "HUBSPOT_BASE_URL";
    Client client(std::move(somewhere));
    CHECK_THAT(error_of(client.http->send(post(Repeatable::never)), host).message,
               contains("; HUBSPOT_BASE_URL sends requests there"));
}

TEST_CASE("a name that does not exist: not sent") {
    Client client("https://name.invalid");
    const auto error = error_of(client.http->send(post(Repeatable::never)), "name.invalid");
    CHECK(error.kind == Kind::not_sent);
    CHECK_THAT(error.message, contains("Could not resolve host"));
}

TEST_CASE("a connection that is not ready in time: not sent") {
    const LoopbackServer server([](Peer& peer) { peer.wait_for_close(); });
    auto limits = patient();
    limits.connect = 200ms;
    Client client("https://" + server.host(), limits);
    const auto error = error_of(client.http->send(post(Repeatable::never)), server.host());
    CHECK(error.kind == Kind::not_sent);
}

TEST_CASE("a connection that breaks during the handshake: not sent") {
    const bool reset = GENERATE(false, true);
    const LoopbackServer server([reset](Peer& peer) {
        if (reset) peer.reset();
    });
    Client client("https://" + server.host());
    const auto error = error_of(client.http->send(post(Repeatable::never)), server.host());
    INFO(error.message);
    CHECK(error.kind == Kind::not_sent);
}

TEST_CASE("a server without TLS where TLS is expected: a refused handshake") {
    const LoopbackServer server([](Peer& peer) {
        peer.write("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n");
        peer.wait_for_close();
    });
    Client client("https://" + server.host());
    CHECK(error_of(client.http->send(post(Repeatable::never)), server.host()).kind == Kind::tls);
}

TEST_CASE("a connection that ends after the request was read: lost") {
    SECTION("no byte") {
        const LoopbackServer server(answer_and_close(""));
        CHECK(error_from(server).kind == Kind::lost);
    }
    SECTION("reset") {
        const LoopbackServer server([](Peer& peer) {
            if (peer.read_request()) peer.reset();
        });
        CHECK(error_from(server).kind == Kind::lost);
    }
    SECTION("within the header") {
        const LoopbackServer server(answer_and_close("HTTP/1.1 201 Cre"));
        CHECK(error_from(server).kind == Kind::lost);
    }
    SECTION("within the body") {
        const LoopbackServer server(answer_and_close("HTTP/1.1 201 Created\r\nContent-Length: 50\r\n\r\n{\"id\":"));
        CHECK(error_from(server).kind == Kind::lost);
    }
    SECTION("within a chunk") {
        const LoopbackServer server(
            answer_and_close("HTTP/1.1 201 Created\r\nTransfer-Encoding: chunked\r\n\r\n50\r\n{\"id\":"));
        CHECK(error_from(server).kind == Kind::lost);
    }
}

TEST_CASE("an answer that cannot be read: lost") {
    SECTION("damaged gzip") {
        const LoopbackServer server(answer_and_close(answer("this is no gzip", "Content-Encoding: gzip\r\n")));
        CHECK(error_from(server).kind == Kind::lost);
    }
    SECTION("an unknown packing") {
        const LoopbackServer server(answer_and_close(answer("??", "Content-Encoding: zip9\r\n")));
        CHECK(error_from(server).kind == Kind::lost);
    }
    SECTION("no HTTP at all") {
        const LoopbackServer server(answer_and_close("220 mail.example.com ESMTP\r\n"));
        CHECK(error_from(server).kind == Kind::lost);
    }
    SECTION("a damaged chunk size") {
        const LoopbackServer server(
            answer_and_close("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\nabc\r\n0\r\n\r\n"));
        CHECK(error_from(server).kind == Kind::lost);
    }
}

TEST_CASE("a connection that is reset while the body is sent: lost, and the program lives") {
    const LoopbackServer server([](Peer& peer) {
        if (peer.read_some()) peer.reset();
    });
    Client client(server.url());
    const pdhs::HttpRequest large{pdhs::HttpMethod::post, "/create", std::string(5'000'000, 'x'), Repeatable::never};
    CHECK(error_of(client.http->send(large), server.host()).kind == Kind::lost);
}

TEST_CASE("a server that stays silent stalls: lost") {
    auto limits = patient();
    limits.stall = 150ms;
    SECTION("before the answer") {
        const LoopbackServer server([](Peer& peer) { peer.wait_for_close(); });
        const auto error = error_from(server, limits);
        CHECK(error.kind == Kind::lost);
        CHECK_THAT(error.message, contains("nothing came for 0.15 s"));
    }
    SECTION("within the answer") {
        const LoopbackServer server([](Peer& peer) {
            if (peer.read_request()) peer.write("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nab");
            peer.wait_for_close();
        });
        const auto error = error_from(server, limits);
        CHECK(error.kind == Kind::lost);
        CHECK_THAT(error.message, contains("nothing came"));
    }
}

TEST_CASE("an answer that trickles does not stall, but takes too long: lost") {
    const LoopbackServer server([](Peer& peer) {
        const auto request = peer.read_request();
        peer.write("HTTP/1.1 200 OK\r\nContent-Length: 50000\r\n\r\n");
        for (int i = 0; request && i < 25; ++i) {
            peer.write("x");
            std::this_thread::sleep_for(20ms);
        }
        peer.wait_for_close();
    });
    auto limits = patient();
    limits.request = 300ms;
    const auto error = error_from(server, limits);
    CHECK(error.kind == Kind::lost);
    CHECK_THAT(error.message, contains("timed out"));
}

TEST_CASE("a client is usable after each failure") {
    const LoopbackServer server([](Peer& peer) {
        while (const auto request = peer.read_request()) {
            if (request->starts_with("POST")) return peer.number() % 2 == 0 ? peer.reset() : peer.shut_down();
            peer.write(answer("fine"));
        }
    });
    Client client(server.url());
    for (int i = 0; i < 4; ++i) {
        CHECK(error_of(client.http->send(post(Repeatable::never)), server.host()).kind == Kind::lost);
        CHECK(response_of(client.http->send(get())).body == "fine");
    }
}
