#pragma once
#include <optional>

#include "pdhs/core/failure.h"
#include "pdhs/crm/hubspot/json_error.h"
#include "pdhs/crm/platform.h"
#include "pdhs/http/burst_limit.h"
#include "pdhs/http/http_client.h"

namespace pdhs::hubspot {

/// What holds until an answer tells more (API page, "Rate limits"), with a little room for requests of others.
inline constexpr Burst burst_until_told{95, Millis{10'000}};

/// HubSpot allows 5 searches a second to all apps of an account together, and announces nothing of it.
inline constexpr Burst search_burst{4, Millis{1'000}};

/// Which limit a 429 is about.
enum class LimitHit { secondly, ten_secondly, daily };

[[nodiscard]] LimitHit limit_hit(const std::optional<ErrorEntry>& entry);

/// The Retry-After header (seconds); without it what a 429 or 423 of this kind implies, else nothing.
[[nodiscard]] std::optional<Millis> retry_after(const HttpResponse& response, FailureKind kind,
                                                const std::optional<ErrorEntry>& entry);

/// The short window as the answer's headers describe it, less a little room.
[[nodiscard]] BurstNews burst_news(const HttpResponse& response);
/// The daily quota, if the answer tells it.
[[nodiscard]] std::optional<Quota> quota_of(const HttpResponse& response);

}  // namespace pdhs::hubspot
