#include "bench/distance.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

namespace bench {

/// A socket, closed at the end.
class Socket {
  public:
    explicit Socket(int descriptor) : descriptor_(descriptor) {
        if (descriptor_ < 0) throw std::system_error(errno, std::generic_category(), "socket");
        const int yes = 1;
        setsockopt(descriptor_, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    }
    ~Socket() { close(descriptor_); }
    Socket(const Socket&) = delete;
    Socket& operator=(const Socket&) = delete;

    [[nodiscard]] int descriptor() const { return descriptor_; }
    /// Whether there is something to read, within that time.
    [[nodiscard]] bool has_more_within(std::chrono::nanoseconds time) const {
        const auto nanoseconds = std::max(std::chrono::nanoseconds::zero(), time).count();
        const timespec timeout{nanoseconds / 1'000'000'000, nanoseconds % 1'000'000'000};
        pollfd wanted{descriptor_, POLLIN, 0};
        return ppoll(&wanted, 1, &timeout, nullptr) > 0;
    }
    void send_all(std::string_view bytes) const {
        while (!bytes.empty()) {
            const auto sent = send(descriptor_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
            if (sent <= 0) return;  // the other end has gone; reading tells that side so
            bytes.remove_prefix(static_cast<std::size_t>(sent));
        }
    }

  private:
    int descriptor_;
};

namespace {

using namespace std::chrono_literals;
using std::chrono::steady_clock;

constexpr auto patience = 100ms;  // between two looks whether it is to end

sockaddr_in loopback(int port) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return address;
}

/// What is on its way, and when it arrives.
struct Parcel {
    steady_clock::time_point arrives;
    std::string bytes;
};

/// Carries all that comes from one side to the other, each piece after `way`, the first one after `first_way`.
void carry(const std::stop_token& stop, const Socket& from, const Socket& to, std::chrono::milliseconds first_way,
           std::chrono::milliseconds way) {
    std::deque<Parcel> parcels;
    bool is_open = true;
    for (auto next_way = first_way; !stop.stop_requested() && (is_open || !parcels.empty());) {
        const auto now = steady_clock::now();
        const auto wait = parcels.empty() ? patience : parcels.front().arrives - now;
        if (!is_open)
            std::this_thread::sleep_for(wait);
        else if (from.has_more_within(wait)) {
            std::array<char, 16384> piece;
            const auto read = recv(from.descriptor(), piece.data(), piece.size(), 0);
            is_open = read > 0;
            if (is_open)
                parcels.push_back({steady_clock::now() + next_way, {piece.data(), static_cast<std::size_t>(read)}});
            next_way = way;
        }
        for (; !parcels.empty() && parcels.front().arrives <= steady_clock::now(); parcels.pop_front())
            to.send_all(parcels.front().bytes);
    }
    shutdown(to.descriptor(), SHUT_WR);
}

/// Both ways of a client's connection.
void serve(const std::stop_token& stop, const Socket& client, int server_port, std::chrono::milliseconds round_trip) {
    const Socket server(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
    const auto address = loopback(server_port);
    if (connect(server.descriptor(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) return;
    const auto half = round_trip / 2;
    const std::jthread back([&] { carry(stop, server, client, half, half); });
    carry(stop, client, server, round_trip + half, half);
}

}  // namespace

Distance::Distance(int server_port, std::chrono::milliseconds round_trip)
    : server_port_(server_port), round_trip_(round_trip) {
    const auto listener = std::make_shared<Socket>(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
    auto address = loopback(0);
    socklen_t size = sizeof address;
    auto* const own = reinterpret_cast<sockaddr*>(&address);
    const int descriptor = listener->descriptor();
    if (bind(descriptor, own, size) != 0 || listen(descriptor, SOMAXCONN) != 0 ||
        getsockname(descriptor, own, &size) != 0)
        throw std::system_error(errno, std::generic_category(), "a port of loopback");
    port_ = ntohs(address.sin_port);
    thread_ = std::jthread([this, listener](const std::stop_token& stop) { accept_clients(stop, *listener); });
}

void Distance::accept_clients(const std::stop_token& stop, const Socket& listener) const {
    std::vector<std::jthread> connections;
    while (!stop.stop_requested()) {
        if (!listener.has_more_within(patience)) continue;
        const int client = accept4(listener.descriptor(), nullptr, nullptr, SOCK_CLOEXEC);
        if (client < 0) continue;
        connections.emplace_back([this, client](const std::stop_token& own_stop) {
            serve(own_stop, Socket(client), server_port_, round_trip_);
        });
    }
}

}  // namespace bench
