#pragma once
#include <functional>
#include <memory>

#include "pdhs/core/backoff.h"
#include "pdhs/core/interrupt.h"

namespace pdhs {

/// Sleeps, but ends early (false) when the pass is to end.
class Sleeper {
  public:
    virtual ~Sleeper() = default;
    /// True: the time has passed. False: interrupted.
    [[nodiscard]] virtual bool sleep(Millis time) = 0;
};

/// Sleeps in real time. The interrupt must outlive it.
[[nodiscard]] std::unique_ptr<Sleeper> make_sleeper(const Interrupt& interrupt);

/// Calls `attempt` until it succeeds (nullopt), fails for good, or the policy's tries are used up; returns the last
/// failure. Pauses between tries follow pause_before_retry; one that is interrupted ends them with
/// FailureKind::interrupted, which keeps the rest of the last failure.
[[nodiscard]] std::optional<Failure> with_retries(const std::function<std::optional<Failure>()>& attempt,
                                                  Sleeper& sleeper, const RetryPolicy& policy = {});

}  // namespace pdhs
