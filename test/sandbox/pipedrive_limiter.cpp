#include "sandbox/pipedrive_limiter.h"

#include <algorithm>

#include "sandbox/pipedrive_call.h"
#include "sandbox/times.h"

namespace sandbox {
namespace {

constexpr std::int64_t window_ms = 2'000;
constexpr std::int64_t plenty = 1'000'000;

std::int64_t burst_limit(bool is_search, const PipedriveOptions& options) {
    if (options.limits.mode == LimitMode::generous) return plenty;
    return is_search ? options.limits.search_burst : options.limits.burst;
}

std::int64_t daily_limit(const PipedriveOptions& options) {
    return options.limits.mode == LimitMode::generous ? plenty * 100 : options.limits.daily_tokens;
}

std::int64_t rounded_up_seconds(std::int64_t milliseconds) {
    return (milliseconds + 999) / 1000;
}

}  // namespace

RollingWindow& PipedriveLimiter::window(const std::string& token, bool is_search) {
    return (is_search ? searches_ : bursts_).try_emplace(token, window_ms).first->second;
}

std::optional<Response> PipedriveLimiter::take(const std::string& token, bool is_search, std::int64_t now_ms,
                                               const PipedriveOptions& options) {
    const auto enforced = options.limits.mode == LimitMode::enforced;
    if (enforced && spent_today(now_ms) >= options.limits.daily_tokens) {
        auto refusal = answers::gateway(429, "daily request budget exceeded");
        refusal.headers["retry-after"] = std::to_string(rounded_up_seconds(until_midnight_ms(now_ms, 0)));
        return refusal;
    }
    auto& burst = window(token, is_search);
    if (enforced && burst.used(now_ms) >= burst_limit(is_search, options))
        return answers::gateway(429, "request over limit");
    burst.add(now_ms);
    return std::nullopt;
}

void PipedriveLimiter::spend(std::int64_t tokens, std::int64_t now_ms) {
    spent_today(now_ms);
    daily_.spend(tokens);
}

std::map<std::string, std::string> PipedriveLimiter::headers(const std::string& token, bool is_search,
                                                             std::int64_t now_ms, const PipedriveOptions& options) {
    if (options.limits.mode == LimitMode::silent) return {};
    auto& burst = window(token, is_search);
    const auto limit = burst_limit(is_search, options);
    const auto daily = daily_limit(options);
    const auto left = [](std::int64_t of, std::int64_t used) {
        return std::to_string(std::max<std::int64_t>(0, of - used));
    };
    return {{"x-ratelimit-limit", std::to_string(limit)},
            {"x-ratelimit-remaining", left(limit, burst.used(now_ms))},
            {"x-ratelimit-reset", std::to_string(rounded_up_seconds(burst.until_room_ms(now_ms)))},
            {"x-daily-ratelimit-token-limit", std::to_string(daily)},
            {"x-daily-ratelimit-token-remaining", left(daily, spent_today(now_ms))}};
}

}  // namespace sandbox
