#pragma once
#include <chrono>
#include <stop_token>
#include <thread>

namespace bench {

class Socket;

/// A long way between clients on loopback and a server there: what one side sends, the other one gets half a round trip
/// later, and what a client sends first waits for the round trip of TCP's handshake, too.
class Distance {
  public:
    /// To the server at this port of 127.0.0.1. Throws std::system_error when there is no port for it.
    Distance(int server_port, std::chrono::milliseconds round_trip);

    /// Clients connect here, at 127.0.0.1.
    [[nodiscard]] int port() const { return port_; }

  private:
    void accept_clients(const std::stop_token& stop, const Socket& listener) const;

    int server_port_;
    std::chrono::milliseconds round_trip_;
    int port_ = 0;
    std::jthread thread_;
};

}  // namespace bench
