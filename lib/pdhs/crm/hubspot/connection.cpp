#include "pdhs/crm/hubspot/connection.h"

#include <utility>

#include "pdhs/crm/hubspot/failures.h"
#include "pdhs/crm/hubspot/limits.h"

namespace pdhs::hubspot {

namespace {

Instant now() {
    return std::chrono::steady_clock::now();
}

Reply reply_of(HttpOutcome outcome) {
    if (const auto* error = std::get_if<TransportError>(&outcome)) return {std::nullopt, failure_of(*error)};
    auto& response = std::get<HttpResponse>(outcome);
    if (response.status >= 200 && response.status < 300) return {std::move(response), std::nullopt};
    auto failure = failure_of(response);
    return {std::move(response), std::move(failure)};
}

}  // namespace

Connection::Connection(std::unique_ptr<HttpClient> http, std::unique_ptr<Sleeper> sleeper)
    : http_(std::move(http)),
      sleeper_(std::move(sleeper)),
      burst_limit_(burst_until_told),
      search_limit_(search_burst) {}

Reply Connection::send(const HttpRequest& request, Limit limit) {
    auto& spacing = limit == Limit::search ? search_limit_ : burst_limit_;
    // Asked even when there is nothing to wait for: it also tells whether the pass is to end.
    if (!sleeper_->sleep(spacing.wait(now()))) return {std::nullopt, interrupted_before_sending()};
    spacing.started(now());
    auto outcome = http_->send(request);
    account_for(outcome, limit);
    return reply_of(std::move(outcome));
}

void Connection::account_for(const HttpOutcome& outcome, Limit limit) {
    usage_.requests += times_sent(outcome);
    const auto* response = std::get_if<HttpResponse>(&outcome);
    if (!response) return;
    // Answers to searches say nothing of their limit; whatever they might say is about the other one.
    if (limit == Limit::general) burst_limit_.learn(burst_news(*response), now());
    if (const auto quota = quota_of(*response)) usage_.quota = quota;
}

Reply Connection::ask(const HttpRequest& request) {
    Reply reply;
    const auto attempt = [&] {
        reply = send(request);
        return reply.failure;
    };
    reply.failure = with_retries(attempt, *sleeper_);
    return reply;
}

std::optional<Failure> Connection::read(const HttpRequest& request, const Reader& reader, Limit limit) {
    const auto attempt = [&]() -> std::optional<Failure> {
        const auto reply = send(request, limit);
        return reply.failure ? reply.failure : reader(*reply.response);
    };
    return with_retries(attempt, *sleeper_);
}

Usage Connection::take_usage() {
    return std::exchange(usage_, {});
}

}  // namespace pdhs::hubspot
