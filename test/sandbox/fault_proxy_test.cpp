#include "sandbox/fault_proxy.h"

#include <atomic>
#include <chrono>
#include <memory>
#include <string>
#include <system_error>
#include <thread>
#include <tuple>
#include <utility>
#include <vector>

#include "sandbox/fault_proxy_test_support.h"
#include "sandbox/tcp_listener.h"
#include "support/catch.h"

namespace sandbox {
namespace {

/// An upstream that answers each request with these bytes and closes the connection.
Listener::OnConnection always_sends(std::string bytes) {
    return [bytes = std::move(bytes)](const Socket& client) {
        if (HttpStream(client).read_request()) std::ignore = client.send(bytes);
    };
}

TEST_CASE("the proxy passes requests and answers on and keeps the connection alive") {
    CountingUpstream upstream;
    FaultProxy proxy(upstream.port());
    RawClient client(proxy.port());

    const auto created = client.post("/items?by=me", R"({"name":"Ada"})");
    const auto listed = client.get("/items");
    const auto removed = (client.send("DELETE /items HTTP/1.1\r\nHost: sandbox\r\n\r\n"), client.answer("DELETE"));
    const auto missing = client.get("/nowhere");

    REQUIRE((created && listed && removed && missing));
    CHECK(created->status == 201);
    CHECK(created->body == R"({"name":"Ada"})");
    CHECK(header(created->headers, "x-items") == "1");
    CHECK(listed->body == R"({"items":1})");
    CHECK(removed->status == 204);
    CHECK(missing->status == 404);
    CHECK(proxy.connections() == 1);
}

TEST_CASE("the proxy tells which requests it read") {
    CountingUpstream upstream;
    FaultProxy proxy(upstream.port());
    proxy.add({.method = "GET", .fault = faults::Answer{.status = 429}});

    RawClient first(proxy.port());
    REQUIRE(first.post("/items?by=me", "{}"));
    REQUIRE(first.get("/items"));
    RawClient second(proxy.port());
    REQUIRE(second.get("/items"));

    const std::vector<ProxiedRequest> requests = proxy.requests();
    REQUIRE(requests.size() == 3);
    CHECK(requests[0].method == "POST");
    CHECK(requests[0].target == "/items?by=me");
    CHECK(requests[0].body == "{}");
    CHECK(header(requests[0].headers, "content-type") == "application/json");
    CHECK(requests[0].fault.empty());
    CHECK(requests[1].connection == 1);
    CHECK(requests[1].place == 2);
    CHECK(requests[1].fault == "Answer");
    CHECK(requests[2].connection == 2);
    CHECK(requests[2].place == 1);
}

TEST_CASE("the proxy reads chunked requests") {
    CountingUpstream upstream;
    FaultProxy proxy(upstream.port());
    RawClient client(proxy.port());

    REQUIRE(
        client.send("POST /items HTTP/1.1\r\nHost: sandbox\r\nContent-Type: application/json\r\n"
                    "Transfer-Encoding: chunked\r\n\r\n4;extension=1\r\n{\"na\r\n"));
    REQUIRE(client.send("8\r\nme\":\"A\"}\r\n0\r\nTrailer: 1\r\n\r\n"));

    const auto answer = client.answer("POST");
    REQUIRE(answer);
    CHECK(answer->body == R"({"name":"A"})");
    CHECK(client.get("/items")->body == R"({"items":1})");
}

TEST_CASE("the proxy answers Expect: 100-continue before the body comes") {
    CountingUpstream upstream;
    FaultProxy proxy(upstream.port());
    RawClient client(proxy.port());

    REQUIRE(
        client.send("POST /items HTTP/1.1\r\nHost: sandbox\r\nContent-Type: application/json\r\n"
                    "Content-Length: 2\r\nExpect: 100-continue\r\n\r\n"));
    CHECK(client.some_bytes() == "HTTP/1.1 100 Continue\r\n\r\n");
    REQUIRE(client.send("{}"));

    const auto answer = client.answer("POST");
    REQUIRE(answer);
    CHECK(answer->status == 201);
    CHECK(upstream.items() == 1);
}

TEST_CASE("a chunked answer arrives with a Content-Length") {
    CountingUpstream upstream;
    FaultProxy proxy(upstream.port());
    RawClient client(proxy.port());

    REQUIRE(client.send("GET /chunked HTTP/1.1\r\nHost: sandbox\r\nConnection: close\r\n\r\n"));

    const LastWords words = client.last_words();
    CHECK(words.end == Seen::closed);
    CHECK_THAT(words.bytes, contains("Content-Length: 7\r\n"));
    CHECK_THAT(words.bytes, !contains("chunked"));
    CHECK_THAT(words.bytes, contains("\r\n\r\none two"));
}

TEST_CASE("an answer up to the end of the upstream's connection is complete") {
    Listener upstream(always_sends("HTTP/1.0 200 OK\r\nContent-Type: text/plain\r\n\r\nto the end"));
    FaultProxy proxy(upstream.port());

    const auto answer = RawClient(proxy.port()).get("/");

    REQUIRE(answer);
    CHECK(answer->body == "to the end");
}

TEST_CASE("an upstream that breaks off or is not there is a 502") {
    Listener upstream(always_sends("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf"));
    FaultProxy proxy(upstream.port());
    RawClient client(proxy.port());

    CHECK(client.get("/")->status == 502);
    upstream.stop();
    CHECK(client.get("/")->status == 502);
}

TEST_CASE("the answer to HEAD keeps its Content-Length and has no body") {
    CountingUpstream upstream;
    FaultProxy proxy(upstream.port());
    RawClient client(proxy.port());

    REQUIRE(client.send("HEAD /items HTTP/1.1\r\nHost: sandbox\r\n\r\n"));
    const auto head = client.answer("HEAD");

    REQUIRE(head);
    CHECK(header(head->headers, "Content-Length") == "11");
    CHECK(client.get("/items")->status == 200);
}

TEST_CASE("an ordinary client works through the proxy, from many threads") {
    CountingUpstream upstream;
    FaultProxy proxy(upstream.port());
    proxy.add({.method = "PUT", .times = -1});
    std::atomic<int> created = 0;

    std::vector<std::thread> threads;
    for (int thread = 0; thread < 4; ++thread) {
        threads.emplace_back([&] {
            httplib::Client client("127.0.0.1", proxy.port());
            client.set_keep_alive(true);
            for (int each = 0; each < 10; ++each) {
                const auto answer = client.Post("/items", "{}", "application/json");
                if (answer && answer->status == 201) ++created;
            }
        });
    }
    for (std::thread& thread : threads) thread.join();

    CHECK(created == 40);
    CHECK(upstream.items() == 40);
    CHECK(proxy.connections() == 4);
    CHECK(proxy.requests().size() == 40);
    CHECK(proxy.unused_rules() == 1);
}

TEST_CASE("what a client had sent before it ended can be waited for") {
    CountingUpstream upstream;
    FaultProxy proxy(upstream.port());
    proxy.add({.method = "POST", .times = -1, .fault = faults::Delay{.before = std::chrono::milliseconds(300)}});
    for (int i = 0; i < 3; ++i) REQUIRE(RawClient(proxy.port()).send_post("/items", "{}"));

    proxy.wait_for_what_is_under_way();

    CHECK(upstream.items() == 3);
    proxy.stop_listening();
    proxy.wait_for_what_is_under_way();
}

TEST_CASE("a connection that stays open is not waited for without an end") {
    CountingUpstream upstream;
    FaultProxy proxy(upstream.port());
    const RawClient client(proxy.port());
    proxy.wait_for_what_is_under_way();
    CHECK(upstream.items() == 0);
}

TEST_CASE("listening can be stopped and taken up again on the same port") {
    CountingUpstream upstream;
    FaultProxy proxy(upstream.port());
    RawClient open(proxy.port());
    REQUIRE(open.get("/items"));

    proxy.stop_listening();
    CHECK_THROWS_AS(RawClient(proxy.port()), std::system_error);
    CHECK(open.get("/items"));

    proxy.listen_again();
    CHECK(RawClient(proxy.port()).get("/items"));
    CHECK(proxy.connections() == 2);
}

TEST_CASE("open connections can be ended while they are idle") {
    CountingUpstream upstream;
    FaultProxy proxy(upstream.port());
    RawClient idle(proxy.port());
    REQUIRE(idle.get("/items"));

    proxy.end_open_connections();

    CHECK(idle.last_words().end == Seen::closed);
    CHECK(RawClient(proxy.port()).get("/items"));
}

TEST_CASE("the end of the proxy ends its connections, idle or within a fault") {
    CountingUpstream upstream;
    auto proxy = std::make_unique<FaultProxy>(upstream.port());
    proxy->add({.target_prefix = "/hang", .fault = faults::Hang{}});
    proxy->add({.target_prefix = "/delay", .fault = faults::Delay{.before = std::chrono::hours(1)}});
    proxy->add({.target_prefix = "/trickle", .fault = faults::Trickle{.pause = std::chrono::hours(1)}});
    proxy->add({.target_prefix = "/late", .fault = faults::LateEffect{.after = std::chrono::hours(1)}});
    RawClient idle(proxy->port());
    RawClient hanging(proxy->port());
    RawClient delayed(proxy->port());
    RawClient trickled(proxy->port());
    RawClient late(proxy->port());
    REQUIRE(idle.get("/items"));
    REQUIRE((hanging.send_get("/hang") && delayed.send_get("/delay") && trickled.send_get("/trickle")));
    REQUIRE(late.send_get("/late"));
    REQUIRE(happens([&] { return proxy->requests().size() == 5; }));

    proxy.reset();

    for (RawClient* client : {&idle, &hanging, &delayed, &trickled, &late}) {
        CHECK(client->last_words().end == Seen::closed);
    }
}

}  // namespace
}  // namespace sandbox
