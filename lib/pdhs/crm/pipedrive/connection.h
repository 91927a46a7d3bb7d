#pragma once
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "pdhs/crm/pipedrive/answer.h"
#include "pdhs/crm/pipedrive/monotonic_clock.h"
#include "pdhs/crm/platform.h"
#include "pdhs/http/burst_limit.h"
#include "pdhs/http/http_client.h"
#include "pdhs/http/retry.h"

namespace pdhs::pipedrive {

/// What all requests to Pipedrive have in common: they keep within the burst limit, learn from each answer what
/// Pipedrive announces, and add up what they cost. Client and sleeper must outlive it.
class Connection {
  public:
    Connection(HttpClient& http, Sleeper& sleeper, MonotonicClock clock);

    /// Reads and decodes; retried while that may help. `tokens` is what one request costs.
    template <class T>
    [[nodiscard]] Answer<T> get(const std::string& target, long long tokens, Answer<T> (*decode)(std::string_view)) {
        Answer<T> answer = Failure{};
        const auto failure = read(target, tokens, [&](std::string_view body) -> std::optional<Failure> {
            answer = decode(body);
            if (const auto* undecodable = failure_in(answer)) return *undecodable;
            return std::nullopt;
        });
        if (failure) return *failure;
        return answer;
    }
    /// The `Date` of the latest answer, if it had one.
    [[nodiscard]] std::optional<Time> answered_at() const { return answered_at_; }

    /// For requests that are not reads: the client, how long to wait before the next one, that one starts now, and
    /// what came of it.
    [[nodiscard]] HttpClient& http() { return http_; }
    [[nodiscard]] Millis wait() const { return burst_.wait(clock_()); }
    void started() { burst_.started(clock_()); }
    void ended(const HttpOutcome& outcome, long long tokens);
    /// Nothing starts before `pause` is over.
    void pause(Millis pause) { burst_.pause_until(clock_() + pause); }
    /// Whether the pass is to end.
    [[nodiscard]] bool interrupted() { return !sleeper_.sleep(Millis{0}); }

    /// What was spent since take_usage() was called last.
    [[nodiscard]] const Usage& usage() const { return usage_; }
    /// The same, and counts anew.
    [[nodiscard]] Usage take_usage();

  private:
    using Accept = std::function<std::optional<Failure>(std::string_view body)>;

    std::optional<Failure> read(const std::string& target, long long tokens, const Accept& accept);
    std::optional<Failure> read_once(const std::string& target, long long tokens, const Accept& accept);

    HttpClient& http_;
    Sleeper& sleeper_;
    MonotonicClock clock_;
    BurstLimit burst_;
    Usage usage_;
    std::optional<Time> answered_at_;
};

/// The failure of a wait that a signal ended: nothing was sent.
[[nodiscard]] Failure interrupted_before_sending();

}  // namespace pdhs::pipedrive
