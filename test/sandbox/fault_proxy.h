#pragma once

#include <memory>
#include <string>
#include <vector>

#include "sandbox/fault_rule.h"

namespace sandbox {

/// A request as the proxy read it from a client.
struct ProxiedRequest {
    std::string method;
    /// Path and query as sent.
    std::string target;
    Headers headers{};
    /// Without the framing of a chunked body.
    std::string body;
    /// The number of the client's connection, from 1 in the order of their arrival.
    int connection = 0;
    /// The place of the request on its connection, from 1.
    int place = 0;
    /// fault_name() of the fault that was applied, or empty.
    std::string fault;
};

/// A TCP proxy on 127.0.0.1 that reads HTTP/1.1 requests (Content-Length and chunked bodies, keep-alive,
/// `Expect: 100-continue`), passes each to an upstream on a connection of its own, and sends the answer back with a
/// Content-Length. Rules decide for each request what goes wrong. An upstream that cannot be reached or answers
/// nonsense becomes a 502 without a body.
///
/// All members may be called from any thread at any time.
class FaultProxy {
  public:
    /// Listens on a free port and forwards to 127.0.0.1:`upstream_port`. Throws std::system_error when it cannot.
    explicit FaultProxy(int upstream_port);
    /// Ends all connections, also those within a fault, and returns at once. Undelivered late requests are forgotten.
    ~FaultProxy();
    FaultProxy(const FaultProxy&) = delete;
    FaultProxy& operator=(const FaultProxy&) = delete;

    [[nodiscard]] int port() const;
    /// `http://127.0.0.1:<port>`
    [[nodiscard]] std::string url() const;

    /// Adds a rule behind those that are there. A request gets the fault of the first rule that has its turn; every
    /// rule counts each request that it matches, whether or not an earlier rule had its turn.
    void add(FaultRule rule);
    /// Forgets all rules. Faults that are under way go on.
    void clear();
    /// The number of rules that never had their turn: a test whose fault did not happen proves nothing.
    [[nodiscard]] int unused_rules() const;

    /// All requests that were read to their end, in the order of their arrival.
    [[nodiscard]] std::vector<ProxiedRequest> requests() const;
    /// The number of connections that were accepted.
    [[nodiscard]] int connections() const;

    /// Passes the requests kept by faults::LateEffect to the upstream, oldest first, and waits for its answers. Those
    /// that have a time of their own are left to it. Returns how many were delivered.
    int deliver_late();

    /// Returns when every request that a client has sent before it ended its connection has reached the upstream and
    /// was answered by it: when all connections have ended. One that stays open for 10 s has nothing under way (where
    /// Wine runs clients, those that were killed may leave such).
    void wait_for_what_is_under_way() const;

    /// Ends the connections that are open now, as a server does with idle ones or when it is restarted.
    void end_open_connections();

    /// New connections are refused by the system. Open ones are left alone. The port stays reserved.
    void stop_listening();
    /// Listens again, on the same port.
    void listen_again();

  private:
    class Proxy;
    std::unique_ptr<Proxy> proxy_;
};

}  // namespace sandbox
