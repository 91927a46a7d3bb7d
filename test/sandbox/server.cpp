#include "sandbox/server.h"

#include <arpa/inet.h>
#include <httplib.h>
#include <netinet/in.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>

#include "sandbox/strings.h"
#include "sandbox/times.h"

namespace sandbox {
namespace {

// Each kept-alive connection holds a thread.
constexpr std::size_t threads = 24;
constexpr std::size_t largest_body = 64 * 1024 * 1024;

Request to_request(const httplib::Request& from) {
    Request request{from.method, from.path, {}, {}, from.body};
    for (const auto& [name, value] : from.params) request.query[name].push_back(value);
    for (const auto& [name, value] : from.headers) request.headers[lower(name)] = value;
    return request;
}

/// Packs what the library does not pack by itself.
void compress(const httplib::Request& request, httplib::Response& response) {
#ifdef CPPHTTPLIB_ZLIB_SUPPORT
    if (response.body.empty() || response.has_header("Content-Encoding")) return;
    if (request.get_header_value("Accept-Encoding").find("gzip") == std::string::npos) return;
    if (httplib::detail::encoding_type(request, response) != httplib::detail::EncodingType::None) return;
    std::string packed;
    httplib::detail::gzip_compressor compressor;
    const auto append = [&](const char* data, std::size_t size) {
        packed.append(data, size);
        return true;
    };
    if (!compressor.compress(response.body.data(), response.body.size(), true, append)) return;
    response.body = std::move(packed);
    response.set_header("Content-Encoding", "gzip");
#else
    static_cast<void>(request);
    static_cast<void>(response);
#endif
}

void copy_response(Response from, const Clock& clock, httplib::Response& to) {
    to.status = from.status;
    to.set_header("Date", http_date(clock.now_ms()));
    for (const auto& [name, value] : from.headers) to.set_header(name.c_str(), value);
    to.body = std::move(from.body);
}

std::unique_ptr<httplib::Server> make_server(const Server::Identity& identity) {
    if (identity.certificate_file.empty()) return std::make_unique<httplib::Server>();
#ifdef CPPHTTPLIB_OPENSSL_SUPPORT
    auto server = std::make_unique<httplib::SSLServer>(identity.certificate_file.c_str(), identity.key_file.c_str());
    if (!server->is_valid()) throw std::runtime_error("the certificate or its key cannot be used");
    return server;
#else
    throw std::runtime_error("the HTTP library was built without TLS");
#endif
}

bool is_accepted_by(int socket, int port) {
    sockaddr_in own{};
    sockaddr_in peer{};
    socklen_t own_size = sizeof own;
    socklen_t peer_size = sizeof peer;
    return getsockname(socket, reinterpret_cast<sockaddr*>(&own), &own_size) == 0 && own.sin_family == AF_INET &&
           ntohs(own.sin_port) == port && getpeername(socket, reinterpret_cast<sockaddr*>(&peer), &peer_size) == 0;
}

// The library does not tell its connections, and would wait for idle ones: they are found by our port. The copy keeps
// a number that another thread closes and reuses meanwhile from being mistaken for ours.
void shut_down_connections(int port) {
    rlimit limit{};
    getrlimit(RLIMIT_NOFILE, &limit);
    const auto highest = static_cast<int>(std::min<rlim_t>(limit.rlim_cur, 4096));
    for (int number = 0; number < highest; ++number) {
        const auto copy = dup(number);
        if (copy < 0) continue;
        if (is_accepted_by(copy, port)) shutdown(copy, SHUT_RDWR);
        close(copy);
    }
}

}  // namespace

class Server::Implementation {
  public:
    Implementation(int port, const Identity& identity, const Clock& clock, Handler handler)
        : clock_(clock), handler_(std::move(handler)), server_(make_server(identity)) {
        set_up();
        port_ = port == 0 ? server_->bind_to_any_port("127.0.0.1") : port;
        if (port_ < 0 || (port != 0 && !server_->bind_to_port("127.0.0.1", port)))
            throw std::runtime_error("port " + std::to_string(port) + " cannot be bound");
        lengthen_queue();
        thread_ = std::thread([this] { server_->listen_after_bind(); });
        while (!server_->is_running()) std::this_thread::yield();
    }

    ~Implementation() {
        {
            const std::lock_guard lock(mutex_);
            stopping_ = true;
        }
        stopped_.notify_all();
        server_->stop();
        std::thread stopper([this] { keep_shutting_down(); });
        thread_.join();
        ended_ = true;
        stopper.join();
    }

    int port() const { return port_; }
    void set_delay(int milliseconds) { delay_ms_ = milliseconds; }

  private:
    void set_up() {
        server_->new_task_queue = [] { return new httplib::ThreadPool(threads); };
        server_->set_keep_alive_max_count(1'000'000'000);
        server_->set_keep_alive_timeout(600);
        server_->set_read_timeout(60);
        server_->set_write_timeout(60);
        server_->set_tcp_nodelay(true);
        server_->set_payload_max_length(largest_body);
        // The library's own choice would let two servers share one port.
        server_->set_socket_options([this](socket_t socket) {
            socket_ = socket;
            const int yes = 1;
            setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
        });
        const auto handle = [this](const httplib::Request& request, httplib::Response& response) {
            answer(request, response);
        };
        server_->Get(".*", handle).Post(".*", handle).Put(".*", handle).Patch(".*", handle).Delete(".*", handle);
    }

    // The library listens with room for five connections. Where more come at once the system drops them, and each is
    // tried again a second or more later: a request that was sent would arrive when nobody expects it any more.
    void lengthen_queue() const {
        if (listen(socket_, SOMAXCONN) != 0) throw std::runtime_error("cannot listen");
    }

    void answer(const httplib::Request& request, httplib::Response& response) {
        auto made = handler_(to_request(request));
        wait();
        copy_response(std::move(made), clock_, response);
        compress(request, response);
    }

    void wait() {
        const std::chrono::milliseconds delay(delay_ms_.load());
        if (delay.count() == 0) return;
        std::unique_lock lock(mutex_);
        stopped_.wait_for(lock, delay, [this] { return stopping_; });
    }

    // A connection accepted just before the end may appear a moment later.
    void keep_shutting_down() {
        while (!ended_) {
            shut_down_connections(port_);
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
        }
    }

    const Clock& clock_;
    Handler handler_;
    std::unique_ptr<httplib::Server> server_;
    socket_t socket_ = INVALID_SOCKET;
    int port_ = 0;
    std::atomic<int> delay_ms_{0};
    std::mutex mutex_;
    std::condition_variable stopped_;
    bool stopping_ = false;
    std::atomic<bool> ended_{false};
    std::thread thread_;
};

Server::Server(int port, const Identity& identity, const Clock& clock, Handler handler)
    : implementation_(std::make_unique<Implementation>(port, identity, clock, std::move(handler))) {}

Server::~Server() = default;

int Server::port() const {
    return implementation_->port();
}

void Server::set_delay(int milliseconds) {
    implementation_->set_delay(milliseconds);
}

}  // namespace sandbox
