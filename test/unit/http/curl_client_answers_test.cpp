// What the client sends, and how complete answers arrive.
#include "unit/http/client_fixture.h"
#include "unit/http/loopback_server.h"

using namespace client_test;
using pdhs::Repeatable;
using pdhs::TransportError;

namespace {

/// Answers each request of a connection with `text`.
LoopbackServer::Script always(std::string text) {
    return [text = std::move(text)](Peer& peer) {
        while (peer.read_request()) peer.write(text);
    };
}

/// Answers each request with itself.
void echo(Peer& peer) {
    while (const auto request = peer.read_request()) peer.write(answer(*request));
}

std::string from_hex(std::string_view hex) {
    std::string bytes;
    for (std::size_t i = 0; i < hex.size(); i += 2) {
        bytes += static_cast<char>(std::stoi(std::string(hex.substr(i, 2)), nullptr, 16));
    }
    return bytes;
}

/// gzip of {"hello":"world"}
const std::string packed = from_hex("1f8b0800000000000203ab56ca48cdc9c957b2522acf2fca4951aa0500d14109d811000000");

}  // namespace

// The server answers with what it was sent; the client takes the token out of whatever comes back.
TEST_CASE("a GET carries the token, the user agent and what it accepts, and no body") {
    const LoopbackServer server(echo);
    Client client(server.url());
    const auto seen = response_of(client.http->send(get("/crm/contacts?limit=100&after=a%2Bb"))).body;
    CHECK(seen.starts_with("GET /crm/contacts?limit=100&after=a%2Bb HTTP/1.1\r\n"));
    CHECK_THAT(seen, contains("\r\nAuthorization: Bearer [token]\r\n"));
    CHECK_THAT(seen, contains("\r\nUser-Agent: pdhs-sync/test\r\n"));
    CHECK_THAT(seen, contains("\r\nAccept: application/json\r\n"));
    CHECK_THAT(seen, contains("\r\nAccept-Encoding: deflate, gzip"));
    CHECK_THAT(seen, !contains("Content-"));
    CHECK(seen.ends_with("\r\n\r\n"));
}

TEST_CASE("a POST carries its JSON with its length, repeatable or not") {
    const auto repeatable = GENERATE(Repeatable::yes, Repeatable::never);
    const LoopbackServer server(echo);
    Client client(server.url());
    const auto seen = response_of(client.http->send(post(repeatable))).body;
    CHECK(seen.starts_with("POST /create HTTP/1.1\r\n"));
    CHECK_THAT(seen, contains("\r\nAuthorization: Bearer [token]\r\n"));
    CHECK_THAT(seen, contains("\r\nContent-Type: application/json\r\n"));
    CHECK_THAT(seen, contains("\r\nContent-Length: " + std::to_string(body.size()) + "\r\n"));
    CHECK_THAT(seen, !contains("Expect"));
    CHECK_THAT(seen, !contains("Transfer-Encoding"));
    CHECK(seen.ends_with("\r\n\r\n" + body));
}

TEST_CASE("a large body and an empty one arrive whole") {
    const LoopbackServer server(echo);
    Client client(server.url());
    const auto repeatable = GENERATE(Repeatable::yes, Repeatable::never);
    const auto text = GENERATE(std::string(), std::string(3'000'000, 'x'));
    const auto seen = response_of(client.http->send({pdhs::HttpMethod::post, "/create", text, repeatable})).body;
    CHECK_THAT(seen, contains("\r\nContent-Length: " + std::to_string(text.size()) + "\r\n"));
    CHECK(seen.ends_with("\r\n\r\n" + text));
}

TEST_CASE("requests one after the other use one connection, also after an error status") {
    const LoopbackServer server([](Peer& peer) {
        for (const auto* status : {"200 OK", "404 Not Found", "500 Internal Server Error", "201 Created"}) {
            if (peer.read_request()) peer.write(answer("{}", "", status));
        }
    });
    Client client(server.url());
    CHECK(response_of(client.http->send(get())).status == 200);
    CHECK(response_of(client.http->send(post(Repeatable::never))).status == 404);
    CHECK(response_of(client.http->send(post(Repeatable::yes))).status == 500);
    CHECK(response_of(client.http->send(post(Repeatable::never))).status == 201);
    CHECK(server.connections() == 1);
}

TEST_CASE("a packed answer is unpacked") {
    const LoopbackServer server(always(answer(packed, "Content-Encoding: gzip\r\n")));
    CHECK(response_of(Client(server.url()).http->send(get())).body == R"({"hello":"world"})");
}

TEST_CASE("an answer in chunks is put together") {
    const LoopbackServer server(always(
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\nX-Trailer: 1\r\n\r\n"));
    const auto response = response_of(Client(server.url()).http->send(get()));
    CHECK(response.body == "abcde");
    CHECK_FALSE(pdhs::header(response, "x-trailer").has_value());
}

TEST_CASE("headers are those of the final answer") {
    const LoopbackServer server(always("HTTP/1.1 103 Early Hints\r\nX-Early: 1\r\n\r\n" +
                                       answer("", "X-RateLimit-Remaining: 7\r\nX-Two: a\r\nx-two:  b \r\n")));
    const auto response = response_of(Client(server.url()).http->send(get()));
    CHECK(response.headers ==
          std::map<std::string, std::string>{{"content-length", "0"}, {"x-ratelimit-remaining", "7"}, {"x-two", "b"}});
}

TEST_CASE("a redirect is an answer, and nobody else hears of the token") {
    const LoopbackServer elsewhere(echo);
    const LoopbackServer server(always(
        answer("moved", "Location: " + elsewhere.url() + "/\r\n", GENERATE("301 Moved", "307 Moved", "308 Moved"))));
    Client client(server.url());
    const auto response = response_of(client.http->send(post(Repeatable::never)));
    CHECK(response.status / 100 == 3);
    CHECK(pdhs::header(response, "location") == elsewhere.url() + "/");
    CHECK(response.body == "moved");
    CHECK(elsewhere.connections() == 0);
}

TEST_CASE("a packed answer counts unpacked against the limit") {
    // gzip of 100,000 times "a"
    const auto bomb = from_hex("1f8b0800000000000203edc13101000000c2a0aceb5fc21a1e4001") + std::string(96, '\0') +
                      from_hex("af0687fae21ba0860100");
    const LoopbackServer server(always(answer(bomb, "Content-Encoding: gzip\r\n")));
    auto limits = patient();
    SECTION("larger") {
        limits.body_bytes = 99'999;
        Client client(server.url(), limits);
        CHECK(error_of(client.http->send(get()), server.host()).kind == TransportError::Kind::too_large);
    }
    SECTION("as large") {
        limits.body_bytes = 100'000;
        CHECK(response_of(Client(server.url(), limits).http->send(get())).body == std::string(100'000, 'a'));
    }
}

TEST_CASE("a header or a plain body over the limit is refused, and the client goes on") {
    const LoopbackServer server([](Peer& peer) {
        while (const auto request = peer.read_request()) {
            if (request->starts_with("GET /body")) peer.write(answer(std::string(2001, 'b')));
            if (request->starts_with("GET /head")) peer.write(answer("", "X-Long: " + std::string(3000, 'h') + "\r\n"));
            if (request->starts_with("GET /fits")) peer.write(answer(std::string(2000, 'b')));
        }
    });
    auto limits = patient();
    limits.body_bytes = 2000;
    limits.header_bytes = 3000;
    Client client(server.url(), limits);
    CHECK(error_of(client.http->send(get("/body")), server.host()).kind == TransportError::Kind::too_large);
    CHECK(error_of(client.http->send(get("/head")), server.host()).kind == TransportError::Kind::too_large);
    CHECK(response_of(client.http->send(get("/fits"))).body.size() == 2000);
}
