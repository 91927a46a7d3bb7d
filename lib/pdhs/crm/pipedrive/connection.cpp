#include "pdhs/crm/pipedrive/connection.h"

#include <utility>

#include "pdhs/crm/pipedrive/failures.h"
#include "pdhs/crm/pipedrive/limits.h"

namespace pdhs::pipedrive {

Connection::Connection(HttpClient& http, Sleeper& sleeper, MonotonicClock clock)
    : http_(http), sleeper_(sleeper), clock_(std::move(clock)), burst_(burst_until_told) {}

void Connection::ended(const HttpOutcome& outcome, long long tokens) {
    const auto times = times_sent(outcome);
    usage_ += {.requests = times, .tokens = times * tokens};
    const auto* response = std::get_if<HttpResponse>(&outcome);
    if (!response) return;
    burst_.learn(burst_news(*response), clock_());
    usage_ += {.quota = announced_quota(*response)};
    answered_at_ = date_of(*response);
}

Usage Connection::take_usage() {
    return std::exchange(usage_, {});
}

std::optional<Failure> Connection::read(const std::string& target, long long tokens, const Accept& accept) {
    return with_retries([&] { return read_once(target, tokens, accept); }, sleeper_);
}

std::optional<Failure> Connection::read_once(const std::string& target, long long tokens, const Accept& accept) {
    if (const auto pause = wait(); pause > Millis{0} && !sleeper_.sleep(pause)) return interrupted_before_sending();
    started();
    const auto outcome = http_.send({.method = HttpMethod::get, .target = target, .body = {}});
    ended(outcome, tokens);
    if (const auto* error = std::get_if<TransportError>(&outcome)) return failure_of(*error);
    const auto& response = std::get<HttpResponse>(outcome);
    return is_success(response) ? accept(response.body) : failure_of(response);
}

Failure interrupted_before_sending() {
    return {.kind = FailureKind::interrupted, .message = "the pass is to end", .code = {}};
}

}  // namespace pdhs::pipedrive
