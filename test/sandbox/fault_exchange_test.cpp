#include "sandbox/fault_exchange.h"

#include <chrono>
#include <future>
#include <memory>
#include <string>
#include <utility>

#include "sandbox/fault_proxy.h"
#include "sandbox/fault_proxy_test_support.h"
#include "support/catch.h"

namespace sandbox {
namespace {

constexpr auto item = R"({"name":"Ada"})";

/// A proxy with one fault for the first POST.
struct Broken {
    explicit Broken(Fault fault) { proxy.add({.method = "POST", .fault = std::move(fault)}); }

    CountingUpstream upstream;
    FaultProxy proxy{upstream.port()};
    RawClient client{proxy.port()};
};

TEST_CASE("Answer: the upstream hears of it only when it should") {
    const Upstream asked = GENERATE(Upstream::unasked, Upstream::asked);
    Broken broken(faults::Answer{.status = 524,
                                 .headers = {{"Content-Type", "text/html"}, {"Retry-After", "7"}},
                                 .body = "<html>",
                                 .upstream = asked});

    const auto answer = broken.client.post("/items", item);

    REQUIRE(answer);
    CHECK(answer->status == 524);
    CHECK(answer->body == "<html>");
    CHECK(header(answer->headers, "Content-Type") == "text/html");
    CHECK(header(answer->headers, "Retry-After") == "7");
    CHECK(broken.upstream.items() == (asked == Upstream::asked ? 1 : 0));
    CHECK(broken.client.post("/items", item)->status == 201);
    CHECK(broken.proxy.connections() == 1);
}

TEST_CASE("Answer: a redirect, and more headers than anybody reads") {
    Headers headers{{"Location", "https://elsewhere.example.com/items"}};
    for (int number = 0; number < 5000; ++number) headers.emplace_back("X-Bomb-" + std::to_string(number), "boom");
    Broken broken(faults::Answer{.status = 302, .headers = headers});

    const auto answer = broken.client.post("/items", item);

    REQUIRE(answer);
    CHECK(answer->status == 302);
    CHECK(header(answer->headers, "Location") == "https://elsewhere.example.com/items");
    CHECK(answer->headers.size() == 5001);
}

TEST_CASE("CutBody: half a body or a part of it, with the Content-Length of the rest") {
    Broken half(faults::CutBody{});
    CHECK(half.client.post("/items", item)->body == R"({"name")");

    Broken part(faults::CutBody{.keep = 3});
    CHECK(part.client.post("/items", item)->body == R"({"n)");
    CHECK(part.client.post("/items", item)->body == item);
    CHECK(part.upstream.items() == 2);

    Broken more(faults::CutBody{.keep = 1000});
    CHECK(more.client.post("/items", item)->body == item);
}

TEST_CASE("ReplaceInBody: other bytes, or another body") {
    Broken bytes(faults::ReplaceInBody{.from = "\"", .to = "\"\""});
    CHECK(bytes.client.post("/items", item)->body == R"({""name"":""Ada""})");

    Broken whole(faults::ReplaceInBody{.to = "null"});
    const auto answer = whole.client.post("/items", item);
    REQUIRE(answer);
    CHECK(answer->status == 201);
    CHECK(answer->body == "null");
    CHECK(whole.upstream.items() == 1);
}

TEST_CASE("damage asks for an uncompressed answer, the other faults do not") {
    CountingUpstream upstream;
    FaultProxy proxy(upstream.port());
    proxy.add({.fault = faults::ReplaceInBody{.from = "accepts", .to = "took"}});
    RawClient client(proxy.port());
    const std::string request = "GET /encoding HTTP/1.1\r\nHost: sandbox\r\nAccept-Encoding: x-test\r\n\r\n";

    REQUIRE(client.send(request));
    CHECK(client.answer()->body == "took ");
    REQUIRE(client.send(request));
    CHECK(client.answer()->body == "accepts x-test");
}

TEST_CASE("Truncate: announces all, sends a part and goes") {
    Broken broken(faults::Truncate{.keep = 3});
    REQUIRE(broken.client.send_post("/items", item));

    const LastWords words = broken.client.last_words();
    CHECK(words.end == Seen::closed);
    CHECK_THAT(words.bytes, contains("Content-Length: 14\r\n"));
    CHECK(words.bytes.ends_with("\r\n\r\n{\"n"));
    CHECK(broken.upstream.items() == 1);
}

TEST_CASE("Truncate: with a reset") {
    Broken broken(faults::Truncate{.keep = 3, .ending = Ending::reset});
    REQUIRE(broken.client.send_post("/items", item));

    CHECK(broken.client.last_words().end == Seen::was_reset);
    CHECK(broken.upstream.items() == 1);
}

TEST_CASE("Trickle: the answer comes in pieces and is complete") {
    Broken broken(faults::Trickle{.pause = std::chrono::milliseconds(1), .bytes = 16});
    REQUIRE(broken.client.send_post("/items", item));

    const std::string first = broken.client.some_bytes();
    CHECK(first.starts_with("HTTP/1.1"));
    CHECK_THAT(first, !contains(item));
    std::string all = first;
    while (!all.ends_with(item)) {
        const std::string more = broken.client.some_bytes();
        REQUIRE_FALSE(more.empty());
        all += more;
    }
    CHECK(broken.client.post("/items", item)->status == 201);
}

TEST_CASE("Hang: no answer, with or without an effect") {
    Broken with(faults::Hang{});
    REQUIRE(with.client.send_post("/items", item));
    CHECK(happens([&] { return with.upstream.items() == 1; }));

    Broken without(faults::Hang{.upstream = Upstream::unasked});
    REQUIRE(without.client.send_post("/items", item));
    REQUIRE(happens([&] { return !without.proxy.requests().empty(); }));
    without.proxy.end_open_connections();
    CHECK(without.client.last_words().bytes.empty());
    CHECK(without.upstream.items() == 0);
}

TEST_CASE("Delay: the answer comes, later") {
    Broken broken(faults::Delay{.before = std::chrono::milliseconds(1), .after = std::chrono::milliseconds(1)});
    CHECK(broken.client.post("/items", item)->status == 201);
    CHECK(broken.upstream.items() == 1);
    CHECK(broken.proxy.unused_rules() == 0);
}

TEST_CASE("Delay: before the effect, or after it") {
    CountingUpstream upstream;
    auto proxy = std::make_unique<FaultProxy>(upstream.port());
    proxy->add({.fault = faults::Delay{.before = std::chrono::hours(1)}});
    proxy->add({.first_match = 2, .fault = faults::Delay{.after = std::chrono::hours(1)}});
    RawClient before(proxy->port());
    RawClient after(proxy->port());

    REQUIRE(before.send_post("/items", item));
    REQUIRE(happens([&] { return proxy->requests().size() == 1; }));
    REQUIRE(after.send_post("/items", item));
    REQUIRE(happens([&] { return upstream.items() == 1; }));
    proxy.reset();

    CHECK(before.last_words().bytes.empty());
    CHECK(after.last_words().bytes.empty());
    CHECK(upstream.items() == 1);
}

TEST_CASE("DropBeforeEffect: the upstream never hears of it") {
    const Ending ending = GENERATE(Ending::close, Ending::reset);
    Broken broken(faults::DropBeforeEffect{.ending = ending});
    REQUIRE(broken.client.send_post("/items", item));

    const LastWords words = broken.client.last_words();
    CHECK(words.bytes.empty());
    CHECK(words.end == (ending == Ending::close ? Seen::closed : Seen::was_reset));
    CHECK(broken.upstream.items() == 0);
}

TEST_CASE("DropAfterEffect: the upstream did it, the client hears nothing") {
    const Ending ending = GENERATE(Ending::close, Ending::reset);
    Broken broken(faults::DropAfterEffect{.ending = ending});
    REQUIRE(broken.client.send_post("/items", item));

    const LastWords words = broken.client.last_words();
    CHECK(words.bytes.empty());
    CHECK(words.end == (ending == Ending::close ? Seen::closed : Seen::was_reset));
    CHECK(broken.upstream.items() == 1);
}

TEST_CASE("DropAfterEffect: after the status line, or within the headers") {
    Broken line(faults::DropAfterEffect{.sent = Sent::status_line});
    REQUIRE(line.client.send_post("/items", item));
    CHECK(line.client.last_words().bytes == "HTTP/1.1 201 Created\r\n");

    Broken headers(faults::DropAfterEffect{.sent = Sent::part_of_headers});
    REQUIRE(headers.client.send_post("/items", item));
    const LastWords words = headers.client.last_words();
    CHECK(words.bytes.size() > std::string("HTTP/1.1 201 Created\r\n").size());
    CHECK_THAT(words.bytes, !contains("\r\n\r\n"));
    CHECK(headers.upstream.items() == 1);
}

TEST_CASE("a rule for connections that are kept alive: only a request on a used one meets it") {
    CountingUpstream upstream;
    FaultProxy proxy(upstream.port());
    proxy.add({.method = "POST", .connection = ConnectionAge::kept_alive, .fault = faults::DropAfterEffect{}});
    RawClient client(proxy.port());

    CHECK(client.post("/items", item)->status == 201);
    REQUIRE(client.send_post("/items", item));
    const LastWords words = client.last_words();

    CHECK(words.bytes.empty());
    CHECK(words.end == Seen::closed);
    CHECK(upstream.items() == 2);
    CHECK(RawClient(proxy.port()).post("/items", item)->status == 201);
}

TEST_CASE("LateEffect: delivered when the test says so, once") {
    Broken broken(faults::LateEffect{});
    REQUIRE(broken.client.send_post("/items", item));
    CHECK(broken.client.last_words().end == Seen::closed);
    CHECK(broken.upstream.items() == 0);

    CHECK(broken.proxy.deliver_late() == 1);
    CHECK(broken.upstream.items() == 1);
    CHECK(broken.proxy.deliver_late() == 0);
    CHECK(broken.upstream.items() == 1);
}

TEST_CASE("LateEffect: the client is ended when the request is kept, and its connection waited for") {
    std::promise<void> ended;
    Broken broken(faults::LateEffect{.end_client = [&] { ended.set_value(); }});
    {
        RawClient client(broken.proxy.port());
        REQUIRE(client.send_post("/items", item));
        ended.get_future().wait();
    }
    CHECK(broken.upstream.items() == 0);
    CHECK(broken.proxy.deliver_late() == 1);
    CHECK(broken.upstream.items() == 1);
}

TEST_CASE("LateEffect: delivered by itself") {
    Broken broken(faults::LateEffect{.ending = Ending::reset, .after = std::chrono::milliseconds(1)});
    REQUIRE(broken.client.send_post("/items", item));

    CHECK(broken.client.last_words().end == Seen::was_reset);
    CHECK(broken.proxy.deliver_late() == 0);
    CHECK(happens([&] { return broken.upstream.items() == 1; }));
}

}  // namespace
}  // namespace sandbox
