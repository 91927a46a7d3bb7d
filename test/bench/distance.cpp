#include "bench/distance.h"

#include <poll.h>

#include <algorithm>
#include <ctime>
#include <deque>
#include <string>
#include <system_error>
#include <utility>

namespace bench {

namespace {

using namespace std::chrono_literals;
using sandbox::Socket;
using std::chrono::steady_clock;

constexpr std::chrono::nanoseconds patience = 100ms;  // between two looks whether it is to end

/// Whether there is something to receive, within that time.
bool has_more_within(std::chrono::nanoseconds time, const Socket& socket) {
    const auto nanoseconds = std::max(0ns, time).count();
    const timespec timeout{nanoseconds / 1'000'000'000, nanoseconds % 1'000'000'000};
    pollfd wanted{socket.descriptor(), POLLIN, 0};
    return ppoll(&wanted, 1, &timeout, nullptr) > 0;
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
        const auto wait = parcels.empty() ? patience : parcels.front().arrives - steady_clock::now();
        if (!is_open) {
            std::this_thread::sleep_for(wait);
        } else if (has_more_within(wait, from)) {
            std::string piece;
            is_open = from.receive(piece);
            if (is_open) parcels.push_back({steady_clock::now() + std::exchange(next_way, way), std::move(piece)});
        }
        for (; !parcels.empty() && parcels.front().arrives <= steady_clock::now(); parcels.pop_front())
            if (!to.send(parcels.front().bytes)) return;
    }
    to.end_sending();
}

/// Both ways of a client's connection. Where no server listens, the client's connection is closed.
void serve(const std::stop_token& stop, const Socket& client, int server_port,
           std::chrono::milliseconds round_trip) try {
    const auto server = sandbox::connect_to_loopback(server_port);
    const auto half = round_trip / 2;
    const std::jthread back([&] { carry(stop, server, client, half, half); });
    carry(stop, client, server, round_trip + half, half);
} catch (const std::system_error&) {
}

}  // namespace

Distance::Distance(int server_port, std::chrono::milliseconds round_trip)
    : listener_([this, server_port, round_trip](Socket client) {
          connections_.emplace_back([client = std::move(client), server_port, round_trip](const std::stop_token& stop) {
              serve(stop, client, server_port, round_trip);
          });
      }) {}

}  // namespace bench
