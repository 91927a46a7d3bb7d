#pragma once
#include <map>
#include <optional>
#include <string>

#include "sandbox/exchange.h"
#include "sandbox/limits.h"
#include "sandbox/options.h"

namespace sandbox {

/// The company's daily tokens and each API token's bursts. Not thread safe.
class PipedriveLimiter {
  public:
    /// Counts a request in its burst; a 429 when the day or the burst is spent.
    std::optional<Response> take(const std::string& token, bool is_search, std::int64_t now_ms,
                                 const PipedriveOptions& options);
    void spend(std::int64_t tokens, std::int64_t now_ms);
    std::int64_t spent_today(std::int64_t now_ms) { return daily_.spent(now_ms, 0); }
    /// What every answer announces.
    std::map<std::string, std::string> headers(const std::string& token, bool is_search, std::int64_t now_ms,
                                               const PipedriveOptions& options);
    /// Requests of this token in the present burst window, searches not included.
    std::int64_t in_window(const std::string& token, std::int64_t now_ms) { return window(token, false).used(now_ms); }

  private:
    RollingWindow& window(const std::string& token, bool is_search);

    std::map<std::string, RollingWindow> bursts_;
    std::map<std::string, RollingWindow> searches_;
    DailyBudget daily_;
};

}  // namespace sandbox
