// Many requests under way at once, and the end of the pass.
#include <condition_variable>
#include <deque>
#include <stdexcept>

#include "unit/http/client_fixture.h"
#include "unit/http/loopback_server.h"

using namespace client_test;
using namespace std::chrono_literals;
using pdhs::Finished;
using pdhs::NextRequest;
using pdhs::WaitFor;
using Kind = pdhs::TransportError::Kind;

namespace {

constexpr int sigterm = 15;

/// The path of a request: its second word.
std::string path_of(const std::string& request) {
    const auto start = request.find(' ') + 1;
    return request.substr(start, request.find(' ', start) - start);
}

/// Answers each request with its path.
void echo_path(Peer& peer) {
    while (const auto request = peer.read_request()) peer.write(answer(path_of(*request)));
}

/// GETs for "/0", "/1", ... up to `count`, then the end.
std::function<NextRequest()> numbered(int count) {
    return [count, next = 0]() mutable -> NextRequest {
        if (next == count) return Finished{};
        return get("/" + std::to_string(next++));
    };
}

/// Holds whoever arrives until `size` are there.
class Gathering {
  public:
    explicit Gathering(int size) : size_(size) {}

    void arrive() {
        std::unique_lock lock(mutex_);
        ++arrived_;
        complete_.notify_all();
        complete_.wait_for(lock, 10s, [this] { return arrived_ >= size_; });
        if (arrived_ < size_) failed_ = true;
    }
    [[nodiscard]] bool took_place() const { return arrived_ >= size_ && !failed_; }

  private:
    int size_;
    std::atomic<int> arrived_ = 0;
    std::atomic<bool> failed_ = false;
    std::mutex mutex_;
    std::condition_variable complete_;
};

}  // namespace

TEST_CASE("one in flight: in order, on one connection") {
    const LoopbackServer server(echo_path);
    Client client(server.url());
    std::vector<std::string> seen;
    client.http->exchange(1, numbered(4), [&seen](std::size_t number, const pdhs::HttpOutcome& outcome) {
        CHECK(number == seen.size());
        seen.push_back(response_of(outcome).body);
    });
    CHECK(seen == std::vector<std::string>{"/0", "/1", "/2", "/3"});
    CHECK(server.connections() == 1);
}

TEST_CASE("three in flight: really at once, never more, and each outcome has its number") {
    Gathering three(3);
    std::atomic<int> open = 0;
    std::atomic<int> most = 0;
    const LoopbackServer server([&](Peer& peer) {
        while (const auto request = peer.read_request()) {
            const int now = ++open;
            if (now > most) most = now;
            three.arrive();
            --open;
            peer.write(answer(path_of(*request)));
        }
    });
    Client client(server.url());
    std::map<std::size_t, std::string> seen;
    client.http->exchange(3, numbered(12), [&seen](std::size_t number, const pdhs::HttpOutcome& outcome) {
        CHECK(seen.emplace(number, response_of(outcome).body).second);
    });
    CHECK(three.took_place());
    CHECK(most == 3);
    CHECK(server.connections() == 3);
    REQUIRE(seen.size() == 12);
    for (const auto& [number, path] : seen) CHECK(path == "/" + std::to_string(number));
}

TEST_CASE("a failed request does not disturb the others") {
    const LoopbackServer server([](Peer& peer) {
        while (const auto request = peer.read_request()) {
            if (path_of(*request) == "/1") return peer.write("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf");
            peer.write(answer(path_of(*request)));
        }
    });
    Client client(server.url());
    std::map<std::size_t, bool> answered;
    client.http->exchange(2, numbered(5), [&](std::size_t number, const pdhs::HttpOutcome& outcome) {
        answered[number] = std::holds_alternative<pdhs::HttpResponse>(outcome);
    });
    CHECK(answered == std::map<std::size_t, bool>{{0, true}, {1, false}, {2, true}, {3, true}, {4, true}});
}

TEST_CASE("who says to wait is asked again after that time, not all the time") {
    const LoopbackServer server([](Peer& peer) {
        while (const auto request = peer.read_request()) {
            std::this_thread::sleep_for(200ms);
            peer.write(answer("{}"));
        }
    });
    Client client(server.url());
    std::deque<NextRequest> script{WaitFor{40ms}, WaitFor{40ms}, get()};
    int asked = 0;
    int answered = 0;
    const auto next = [&]() -> NextRequest {
        ++asked;
        if (script.empty()) return answered == 1 ? NextRequest{Finished{}} : NextRequest{WaitFor{50ms}};
        auto request = script.front();
        script.pop_front();
        return request;
    };
    const auto start = std::chrono::steady_clock::now();
    client.http->exchange(2, next, [&](std::size_t, const pdhs::HttpOutcome&) { ++answered; });
    const auto took = std::chrono::steady_clock::now() - start;
    CHECK(answered == 1);
    CHECK(asked <= 5 + took / 40ms);
}

TEST_CASE("an outcome may bring new work, without waiting for the time that was said") {
    const LoopbackServer server(echo_path);
    Client client(server.url());
    std::deque<std::string> work{"/whole"};
    std::size_t under_way = 0;
    std::vector<std::string> seen;
    const auto next = [&]() -> NextRequest {
        if (work.empty()) return under_way == 0 ? NextRequest{Finished{}} : NextRequest{WaitFor{24h}};
        ++under_way;
        auto path = work.front();
        work.pop_front();
        return get(path);
    };
    client.http->exchange(3, next, [&](std::size_t, const pdhs::HttpOutcome& outcome) {
        --under_way;
        seen.push_back(response_of(outcome).body);
        if (seen.back() == "/whole") work = {"/half", "/half"};
    });
    CHECK(seen == std::vector<std::string>{"/whole", "/half", "/half"});
}

TEST_CASE("an outcome may be followed up by a request of its own") {
    const LoopbackServer server(echo_path);
    Client client(server.url());
    std::vector<std::string> seen;
    client.http->exchange(2, numbered(3), [&](std::size_t number, const pdhs::HttpOutcome& outcome) {
        const auto more = client.http->send(get("/more" + std::to_string(number)));
        seen.push_back(response_of(outcome).body + response_of(more).body);
    });
    std::sort(seen.begin(), seen.end());
    CHECK(seen == std::vector<std::string>{"/0/more0", "/1/more1", "/2/more2"});
}

TEST_CASE("an exception of the caller leaves a usable client") {
    const LoopbackServer server(echo_path);
    Client client(server.url());
    const auto throws = [](std::size_t, const pdhs::HttpOutcome&) { throw std::runtime_error("caller"); };
    CHECK_THROWS_WITH(client.http->exchange(3, numbered(5), throws), "caller");
    CHECK(response_of(client.http->send(get("/after"))).body == "/after");
}

TEST_CASE("nothing starts after an interrupt") {
    const LoopbackServer server(echo_path);
    Client client(server.url());
    client.interrupt.request(sigterm);
    const auto error = error_of(client.http->send(get()), server.host());
    CHECK(error.kind == Kind::cancelled);
    CHECK_THAT(error.message, contains("before anything was sent"));
    client.http->exchange(
        3, []() -> NextRequest { throw std::logic_error("asked"); }, [](std::size_t, const pdhs::HttpOutcome&) {});
    CHECK(server.connections() == 0);
}

TEST_CASE("an interrupt ends a long wait for the next request") {
    const LoopbackServer server(echo_path);
    Client client(server.url());
    int asked = 0;
    const auto next = [&]() -> NextRequest {
        ++asked;
        client.interrupt.request(sigterm);
        return WaitFor{24h};
    };
    client.http->exchange(1, next, [](std::size_t, const pdhs::HttpOutcome&) { FAIL("nothing was sent"); });
    CHECK(asked == 1);
}

TEST_CASE("an answer is still awaited after an interrupt") {
    pdhs::Interrupt* interrupt = nullptr;
    const LoopbackServer server([&interrupt](Peer& peer) {
        if (!peer.read_request()) return;
        interrupt->request(sigterm);
        std::this_thread::sleep_for(250ms);
        peer.write(answer("in time"));
    });
    Client client(server.url());
    interrupt = &client.interrupt;
    std::vector<std::string> seen;
    client.http->exchange(1, numbered(3), [&seen](std::size_t, const pdhs::HttpOutcome& outcome) {
        seen.push_back(response_of(outcome).body);
    });
    CHECK(seen == std::vector<std::string>{"in time"});
}

TEST_CASE("an answer that does not come is given up after the grace") {
    pdhs::Interrupt* interrupt = nullptr;
    const LoopbackServer server([&interrupt](Peer& peer) {
        if (!peer.read_request()) return;
        interrupt->request(sigterm);
        peer.wait_for_close();
    });
    auto limits = patient();
    limits.grace_after_interrupt = 100ms;
    Client client(server.url(), limits);
    interrupt = &client.interrupt;
    const auto error = error_of(client.http->send(post(pdhs::Repeatable::never)), server.host());
    CHECK(error.kind == Kind::interrupted);
    CHECK_THAT(error.message, contains("while waiting for the answer"));
}

TEST_CASE("what has not left when the interrupt comes is given up at once") {
    pdhs::Interrupt* interrupt = nullptr;
    const LoopbackServer server([&interrupt](Peer& peer) {
        interrupt->request(sigterm);
        peer.wait_for_close();
    });
    auto limits = patient();
    limits.grace_after_interrupt = 24h;
    pdhs::Interrupt signal;
    interrupt = &signal;
    const auto http = pdhs::make_curl_client(endpoint("https://" + server.host()), limits, signal);
    const auto error = error_of(http->send(post(pdhs::Repeatable::never)), server.host());
    CHECK(error.kind == Kind::cancelled);
    CHECK_THAT(error.message, contains("before anything was sent"));
}
