#pragma once
#include <map>
#include <optional>
#include <string>

#include "sandbox/hubspot_problem.h"
#include "sandbox/limits.h"

namespace sandbox {

/// HubSpot's three limits: the burst of each token, the account's searches and its day. Not thread safe.
class HubspotLimiter {
  public:
    /// Counts a request; a problem when it is over a limit. Refused requests cost the day, not the burst.
    std::optional<HubspotProblem> take(const std::string& token, bool is_search, std::int64_t now_ms,
                                       const HubspotOptions& options);
    /// What answers announce; searches announce the day only.
    std::map<std::string, std::string> headers(const std::string& token, bool is_search, std::int64_t now_ms,
                                               const HubspotOptions& options);
    void spend_daily(std::int64_t requests, std::int64_t now_ms, const HubspotOptions& options);
    std::int64_t spent_today(std::int64_t now_ms, const HubspotOptions& options);
    /// Requests of this token in the present burst window.
    std::int64_t in_window(const std::string& token, std::int64_t now_ms) { return burst(token).used(now_ms); }

  private:
    RollingWindow& burst(const std::string& token);

    std::map<std::string, RollingWindow> bursts_;
    RollingWindow searches_{1'000};
    DailyBudget daily_;
};

}  // namespace sandbox
