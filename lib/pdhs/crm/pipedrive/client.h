#pragma once
#include <chrono>
#include <memory>

#include "pdhs/crm/pipedrive/monotonic_clock.h"
#include "pdhs/crm/platform.h"
#include "pdhs/http/http_client.h"
#include "pdhs/http/retry.h"

namespace pdhs::pipedrive {

/// Pipedrive's persons, API v2 (API page "Pipedrive persons API"). `clock` spaces the requests; only tests give
/// another.
[[nodiscard]] std::unique_ptr<Platform> make_client(std::unique_ptr<HttpClient> http, std::unique_ptr<Sleeper> sleeper,
                                                    MonotonicClock clock = std::chrono::steady_clock::now);

}  // namespace pdhs::pipedrive
