#include "sandbox/fault_proxy_test_support.h"

#include <sys/socket.h>
#include <sys/time.h>

#include <array>
#include <cerrno>
#include <chrono>

namespace sandbox {

CountingUpstream::CountingUpstream() {
    server_.Post("/items", [this](const httplib::Request& request, httplib::Response& response) {
        ++items_;
        response.status = 201;
        response.set_header("X-Items", std::to_string(items_));
        response.set_content(request.body, "application/json");
    });
    server_.Get("/items", [this](const httplib::Request&, httplib::Response& response) {
        response.set_content("{\"items\":" + std::to_string(items_) + "}", "application/json");
    });
    server_.Get("/chunked", [](const httplib::Request&, httplib::Response& response) {
        response.set_chunked_content_provider("text/plain", [](std::size_t, httplib::DataSink& sink) {
            sink.write("one ", 4);
            sink.write("two", 3);
            sink.done();
            return true;
        });
    });
    server_.Get("/encoding", [](const httplib::Request& request, httplib::Response& response) {
        response.set_content("accepts " + request.get_header_value("Accept-Encoding"), "text/plain");
    });
    server_.Delete("/items", [](const httplib::Request&, httplib::Response& response) { response.status = 204; });
    port_ = server_.bind_to_any_port("127.0.0.1");
    thread_ = std::thread([this] { server_.listen_after_bind(); });
    while (!server_.is_running()) std::this_thread::yield();
}

CountingUpstream::~CountingUpstream() {
    server_.stop();
    thread_.join();
}

bool happens(const std::function<bool()>& event) {
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(10);
    while (!event()) {
        if (std::chrono::steady_clock::now() > end) return false;
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    return true;
}

RawClient::RawClient(int port) : socket_(connect_to_loopback(port)) {
    const timeval patience{.tv_sec = 10, .tv_usec = 0};
    ::setsockopt(socket_.descriptor(), SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
}

bool RawClient::send_get(const std::string& target) {
    return send("GET " + target + " HTTP/1.1\r\nHost: sandbox\r\n\r\n");
}

bool RawClient::send_post(const std::string& target, const std::string& body) {
    return send("POST " + target + " HTTP/1.1\r\nHost: sandbox\r\nContent-Type: application/json\r\nContent-Length: " +
                std::to_string(body.size()) + "\r\n\r\n" + body);
}

std::optional<HttpAnswer> RawClient::get(const std::string& target) {
    return send_get(target) ? answer("GET") : std::nullopt;
}

std::optional<HttpAnswer> RawClient::post(const std::string& target, const std::string& body) {
    return send_post(target, body) ? answer("POST") : std::nullopt;
}

std::string RawClient::some_bytes() {
    std::string bytes;
    return socket_.receive(bytes) ? bytes : "";
}

LastWords RawClient::last_words() {
    LastWords words;
    std::array<char, 4096> buffer{};
    while (true) {
        const ssize_t received = ::recv(socket_.descriptor(), buffer.data(), buffer.size(), 0);
        if (received > 0) {
            words.bytes.append(buffer.data(), static_cast<std::size_t>(received));
            continue;
        }
        if (received == 0) words.end = Seen::closed;
        if (received < 0 && errno == ECONNRESET) words.end = Seen::was_reset;
        return words;
    }
}

}  // namespace sandbox
