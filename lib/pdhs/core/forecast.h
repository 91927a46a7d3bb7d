#pragma once
#include <optional>

#include "pdhs/core/pacing.h"
#include "pdhs/core/read_order.h"

namespace pdhs {

/// What the forecast of one platform rests on.
struct ForecastFacts {
    Budget budget;                               ///< of today
    long long quota = 0;                         ///< of a day, ours and everybody's
    long long records = 0;                       ///< live ones, which a listing reads
    Millis list_every = std::chrono::hours{24};  ///< between two listings
    long long to_create = 0;                     ///< contacts that wait to be created there
};

/// What a day of passes, one every 30 s, costs on one platform while little changes.
struct Forecast {
    long long polls = 0;               ///< a day, at most 2,880
    Millis interval{0};                ///< between two polls, on average
    Millis interval_now{0};            ///< between two polls, with what is left of today
    long long cost = 0;                ///< of a day, in calls (HubSpot) or tokens (Pipedrive)
    long long quota = 0;               ///< of a day
    long long to_create = 0;           ///< contacts that wait
    std::optional<Millis> takes = {};  ///< until all of them are created, about; nothing: never, at this quota

    bool operator==(const Forecast&) const = default;
};

/// How many passes a day has.
inline constexpr long long passes_a_day = 2'880;

[[nodiscard]] Forecast forecast(Crm crm, const ForecastFacts& facts, Time now);

}  // namespace pdhs
