#pragma once
#include <chrono>
#include <thread>
#include <vector>

#include "sandbox/tcp_listener.h"

namespace bench {

/// A long way between clients on loopback and a server there: what one side sends, the other one gets half a round trip
/// later, and what a client sends first waits for the round trip of TCP's handshake, too.
class Distance {
  public:
    /// To the server at this port of 127.0.0.1. Throws std::system_error when there is no port for it.
    Distance(int server_port, std::chrono::milliseconds round_trip);

    /// Clients connect here, at 127.0.0.1.
    [[nodiscard]] int port() const { return listener_.port(); }

  private:
    std::vector<std::jthread> connections_;  // end after the listener, which adds to them
    sandbox::Listener listener_;
};

}  // namespace bench
