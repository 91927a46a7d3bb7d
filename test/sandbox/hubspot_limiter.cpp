#include "sandbox/hubspot_limiter.h"

#include <algorithm>

namespace sandbox {
namespace {

constexpr std::int64_t burst_window_ms = 10'000;
constexpr std::int64_t plenty = 1'000'000;

std::string left_of(std::int64_t limit, std::int64_t used) {
    return std::to_string(std::max<std::int64_t>(0, limit - used));
}

}  // namespace

RollingWindow& HubspotLimiter::burst(const std::string& token) {
    return bursts_.try_emplace(token, burst_window_ms).first->second;
}

std::optional<HubspotProblem> HubspotLimiter::take(const std::string& token, bool is_search, std::int64_t now_ms,
                                                   const HubspotOptions& options) {
    const auto& limits = options.limits;
    const auto enforced = limits.mode == LimitMode::enforced;
    const auto day_is_over = daily_.spent(now_ms, limits.utc_offset_minutes) >= limits.daily;
    daily_.spend(1);
    if (enforced && day_is_over) return problems::daily_limit();
    auto& window = is_search ? searches_ : burst(token);
    const auto room = window.used(now_ms) < (is_search ? limits.searches : limits.burst);
    if (enforced && !room) return is_search ? problems::search_limit() : problems::burst_limit(options);
    window.add(now_ms);
    return std::nullopt;
}

std::map<std::string, std::string> HubspotLimiter::headers(const std::string& token, bool is_search,
                                                           std::int64_t now_ms, const HubspotOptions& options) {
    const auto& limits = options.limits;
    if (limits.mode == LimitMode::silent) return {};
    const auto generous = limits.mode == LimitMode::generous;
    const auto daily = generous ? plenty * 100 : limits.daily;
    std::map<std::string, std::string> headers = {
        {"X-HubSpot-RateLimit-Daily", std::to_string(daily)},
        {"X-HubSpot-RateLimit-Daily-Remaining", left_of(daily, spent_today(now_ms, options))}};
    if (is_search) return headers;
    const auto burst_limit = generous ? plenty : limits.burst;
    const auto used = burst(token).used(now_ms);
    headers["X-HubSpot-RateLimit-Interval-Milliseconds"] = std::to_string(burst_window_ms);
    headers["X-HubSpot-RateLimit-Max"] = std::to_string(burst_limit);
    headers["X-HubSpot-RateLimit-Remaining"] = left_of(burst_limit, used);
    headers["X-HubSpot-RateLimit-Secondly"] = std::to_string(burst_limit / 10);
    headers["X-HubSpot-RateLimit-Secondly-Remaining"] = left_of(burst_limit / 10, used > 0 ? 1 : 0);
    return headers;
}

void HubspotLimiter::spend_daily(std::int64_t requests, std::int64_t now_ms, const HubspotOptions& options) {
    spent_today(now_ms, options);
    daily_.spend(requests);
}

std::int64_t HubspotLimiter::spent_today(std::int64_t now_ms, const HubspotOptions& options) {
    return daily_.spent(now_ms, options.limits.utc_offset_minutes);
}

}  // namespace sandbox
