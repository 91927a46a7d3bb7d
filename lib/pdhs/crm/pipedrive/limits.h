#pragma once
#include <optional>
#include <string>

#include "pdhs/core/pacing.h"
#include "pdhs/crm/platform.h"
#include "pdhs/http/burst_limit.h"
#include "pdhs/http/http_client.h"

namespace pdhs::pipedrive {

/// What requests cost of the company's daily tokens (API page, section 8).
inline constexpr long long list_page_tokens = prices.pipedrive.page;
inline constexpr long long get_one_tokens = prices.pipedrive.look_up;
inline constexpr long long create_tokens = prices.pipedrive.create;
inline constexpr long long current_user_tokens = prices.pipedrive.account;

inline constexpr long long list_page_size = prices.pipedrive.page_size;

/// The smallest plan's limit for an API token; obeyed until an answer announces another.
inline constexpr Burst burst_until_told{20, Millis{2'000}};

/// What the `x-ratelimit-*` headers announce.
[[nodiscard]] BurstNews burst_news(const HttpResponse& response);
/// What the `x-daily-ratelimit-token-*` headers announce; Pipedrive leaves them out now and then.
[[nodiscard]] std::optional<Quota> announced_quota(const HttpResponse& response);

/// `Retry-After` in seconds; nothing if it is missing, 0 or a date.
[[nodiscard]] std::optional<Millis> announced_retry_after(const HttpResponse& response);

/// Which limit a 429 stands for.
enum class LimitHit {
    burst,  ///< a new window comes within seconds
    daily,  ///< nothing is answered before the next day
};

/// Tells the two kinds of 429 apart; in doubt `daily`, because going on after it gets the company blocked.
/// `sentence` is the body's own text, empty if it has none.
[[nodiscard]] LimitHit limit_hit(const HttpResponse& response, const std::string& sentence);
/// How long a burst 429 asks to wait.
[[nodiscard]] Millis burst_pause(const HttpResponse& response);

}  // namespace pdhs::pipedrive
