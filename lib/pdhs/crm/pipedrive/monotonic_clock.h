#pragma once
#include <functional>

#include "pdhs/http/burst_limit.h"

namespace pdhs::pipedrive {

/// The present instant of a clock that nobody sets.
using MonotonicClock = std::function<Instant()>;

}  // namespace pdhs::pipedrive
