#include "bench/distance.h"

#include <httplib.h>

#include <algorithm>
#include <string>
#include <thread>

#include "sandbox/tcp_socket.h"
#include "support/catch.h"

using bench::Distance;
using namespace std::chrono_literals;
using std::chrono::steady_clock;

namespace {

/// A server that gives back what it is sent.
class Echo {
  public:
    Echo() {
        server_.Post("/", [](const httplib::Request& request, httplib::Response& response) {
            response.set_content(request.body, "text/plain");
        });
        port_ = server_.bind_to_any_port("127.0.0.1");
        thread_ = std::jthread([this] { server_.listen_after_bind(); });
        while (!server_.is_running()) std::this_thread::sleep_for(1ms);
    }
    ~Echo() { server_.stop(); }
    Echo(const Echo&) = delete;
    Echo& operator=(const Echo&) = delete;

    [[nodiscard]] int port() const { return port_; }

  private:
    httplib::Server server_;
    int port_ = 0;
    std::jthread thread_;
};

}  // namespace

TEST_CASE("a distance hands on what is sent, all of it and in order") {
    const Echo echo;
    const Distance distance(echo.port(), 2ms);
    std::string text;
    for (int i = 0; text.size() < 300'000; ++i) text += std::to_string(i) + " ";
    httplib::Client client("127.0.0.1", distance.port());
    client.set_keep_alive(true);
    for (int i = 0; i < 3; ++i) {
        const auto answer = client.Post("/", text, "text/plain");
        REQUIRE(answer);
        CHECK(answer->body == text);
    }
}

TEST_CASE("a request takes two round trips at least, and the next one on the same connection one") {
    const Echo echo;
    const Distance distance(echo.port(), 60ms);
    httplib::Client client("127.0.0.1", distance.port());
    client.set_keep_alive(true);
    client.set_tcp_nodelay(true);
    const auto took = [&] {
        const auto began = steady_clock::now();
        REQUIRE(client.Post("/", "x", "text/plain"));
        return steady_clock::now() - began;
    };
    CHECK(took() >= 120ms);
    const auto shortest = std::min({took(), took(), took(), took()});
    CHECK(shortest >= 60ms);
    CHECK(shortest < 120ms);
}

TEST_CASE("where no server listens, a client of the distance is told so by a closed connection") {
    const auto bound = sandbox::bind_to_loopback(0);  // nobody else gets the port
    const Distance distance(bound.port(), 2ms);
    CHECK_FALSE(httplib::Client("127.0.0.1", distance.port()).Post("/", "x", "text/plain"));
}
