#pragma once
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <variant>

#include "pdhs/core/time.h"

namespace pdhs {

enum class HttpMethod { get, post };

/// Whether a request may reach the server more than once. libcurl repeats a POST by itself when a kept-alive
/// connection turns out dead; with `never` the client makes that impossible.
enum class Repeatable { yes, never };

/// One request, below the base URL and with the credentials that the client was made with.
struct HttpRequest {
    HttpMethod method = HttpMethod::get;
    std::string target;  ///< path and query, starting with '/', already percent-encoded
    std::string body;    ///< JSON; sent with POST only
    Repeatable repeatable = Repeatable::yes;
};

/// A complete answer of any status.
struct HttpResponse {
    int status = 0;
    std::map<std::string, std::string> headers;  ///< names in lower case; of repeated ones the last
    std::string body;                            ///< unpacked
    int times_sent = 1;  ///< more than once where a kept connection was dead and it was repeatable
};

/// The value of a header (name in lower case), or nothing.
[[nodiscard]] std::optional<std::string> header(const HttpResponse& response, const std::string& name);
/// Whether it points to another address.
[[nodiscard]] bool is_redirect(const HttpResponse& response);
/// The `Date` header as a moment; nothing if it is missing or damaged.
[[nodiscard]] std::optional<Time> date_of(const HttpResponse& response);

/// There was no complete answer.
struct TransportError {
    enum class Kind {
        not_sent,     ///< no connection was made, so the request surely had no effect
        tls,          ///< the certificate or the handshake was refused; no effect
        lost,         ///< the connection ended, stalled or timed out after the request may have been sent
        too_large,    ///< the answer is larger than the limit
        cancelled,    ///< the pass is to end, and nothing had left, so the request surely had no effect
        interrupted,  ///< the pass is to end; the request may have been sent
    };
    Kind kind = Kind::lost;
    std::string message;  ///< for people; without secrets
    int times_sent = 1;   ///< of no meaning where it never left
};

/// Whether nothing of the request left this machine, so that it surely had no effect and cost nothing.
[[nodiscard]] bool never_left(const TransportError& error);

using HttpOutcome = std::variant<HttpResponse, TransportError>;

/// How often the request left this machine, each time at a price: 0 if it surely never did.
[[nodiscard]] long long times_sent(const HttpOutcome& outcome);

/// What a many-request exchange does next.
struct WaitFor {
    Millis time;
};
struct Finished {};
using NextRequest = std::variant<HttpRequest, WaitFor, Finished>;

/// Talks to one platform: base URL, credentials, time-outs and connection reuse are inside. Not thread-safe: one
/// client belongs to one thread at a time. Follows no redirect. What the server does is always a value.
class HttpClient {
  public:
    virtual ~HttpClient() = default;

    /// Sends one request and waits for its outcome.
    [[nodiscard]] virtual HttpOutcome send(const HttpRequest& request) = 0;

    /// Keeps up to `in_flight` requests under way at once. Asks `next` for work whenever there is room (WaitFor: ask
    /// again after that time, or when an outcome was reported; Finished: never again), and reports each outcome with
    /// the number of the request, counted from 0 in the order in which `next` gave them. Returns when all are done.
    /// After an interrupt `next` is not asked any more. `done` may call send().
    virtual void exchange(std::size_t in_flight, const std::function<NextRequest()>& next,
                          const std::function<void(std::size_t number, HttpOutcome outcome)>& done) = 0;
};

}  // namespace pdhs
