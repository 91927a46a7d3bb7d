#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <string>

#include "sandbox/fault_rule.h"

namespace sandbox {

/// The server behind a proxy.
class UpstreamServer {
  public:
    explicit UpstreamServer(int port) : port_(port) {}

    /// Its answer to the request; 502 without a body when there is none.
    HttpAnswer ask(const HttpRequest& request);
    /// Ends the requests under way, and all later ones.
    void stop() { connections_.shut_down_for_good(); }

  private:
    int port_;
    OpenSockets connections_;
};

/// A sleep that the end of the proxy interrupts.
class Pauses {
  public:
    /// False when the proxy stops, at once.
    bool sleep(std::chrono::milliseconds duration);
    void stop();

  private:
    std::mutex mutex_;
    std::condition_variable stopped_;
    bool is_over_ = false;
};

/// What becomes of the client's connection after an exchange.
enum class Afterwards { keep, close, reset };

/// Answers one request of a client, as a fault wants it; operator() takes each kind of fault.
class FaultExchange {
  public:
    FaultExchange(UpstreamServer& upstream, Pauses& pauses, const Socket& client, const HttpRequest& request)
        : upstream_(upstream), pauses_(pauses), client_(client), request_(request) {}

    /// The upstream's answer, without a fault.
    Afterwards pass_on();

    Afterwards operator()(const faults::Answer& fault);
    Afterwards operator()(const faults::CutBody& fault);
    Afterwards operator()(const faults::ReplaceInBody& fault);
    Afterwards operator()(const faults::Truncate& fault);
    Afterwards operator()(const faults::Trickle& fault);
    Afterwards operator()(const faults::Hang& fault);
    Afterwards operator()(const faults::Delay& fault);
    Afterwards operator()(const faults::DropBeforeEffect& fault);
    Afterwards operator()(const faults::DropAfterEffect& fault);
    /// Only ends the connection, or the client: who keeps the request for later is the proxy.
    Afterwards operator()(const faults::LateEffect& fault);

  private:
    HttpAnswer ask() { return upstream_.ask(request_); }
    HttpAnswer ask_uncompressed();
    /// Until the client goes or the proxy stops.
    Afterwards wait_for_the_end();
    Afterwards send(const HttpAnswer& answer);

    UpstreamServer& upstream_;
    Pauses& pauses_;
    const Socket& client_;
    const HttpRequest& request_;
};

}  // namespace sandbox
