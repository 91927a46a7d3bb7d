#pragma once
#include <functional>
#include <memory>
#include <optional>

#include "pdhs/core/failure.h"
#include "pdhs/crm/platform.h"
#include "pdhs/http/burst_limit.h"
#include "pdhs/http/http_client.h"
#include "pdhs/http/retry.h"

namespace pdhs::hubspot {

/// The short-window limit that a request falls under.
enum class Limit { general, search };

/// What came of one request.
struct Reply {
    std::optional<HttpResponse> response;  ///< nothing when no complete answer arrived
    std::optional<Failure> failure;        ///< nothing exactly when the answer's status is 2xx
};

/// HubSpot at the level of requests: spaced by their limits, counted, and classified.
class Connection {
  public:
    Connection(std::unique_ptr<HttpClient> http, std::unique_ptr<Sleeper> sleeper);

    /// One request. Interrupted before it left: FailureKind::interrupted, surely without effect.
    [[nodiscard]] Reply send(const HttpRequest& request, Limit limit = Limit::general);
    /// Sends with retries, and returns what came of the last try.
    [[nodiscard]] Reply ask(const HttpRequest& request);

    /// Takes an answer of 2xx; a failure is a reason to ask again.
    using Reader = std::function<std::optional<Failure>(const HttpResponse&)>;
    /// Sends with retries until `reader` is content; returns the last failure.
    [[nodiscard]] std::optional<Failure> read(const HttpRequest& request, const Reader& reader,
                                              Limit limit = Limit::general);

    /// False: interrupted.
    [[nodiscard]] bool pause(Millis time) { return sleeper_->sleep(time); }
    /// What the requests since the last take_usage() cost.
    [[nodiscard]] const Usage& usage() const { return usage_; }
    /// The same, and the next ones are counted from zero.
    [[nodiscard]] Usage take_usage();

  private:
    void account_for(const HttpOutcome& outcome, Limit limit);

    std::unique_ptr<HttpClient> http_;
    std::unique_ptr<Sleeper> sleeper_;
    BurstLimit burst_limit_;
    BurstLimit search_limit_;
    Usage usage_;
};

}  // namespace pdhs::hubspot
