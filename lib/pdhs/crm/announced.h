#pragma once
#include <algorithm>

#include "pdhs/core/pacing.h"

namespace pdhs {

/// A daily quota as headers announce it, kept within what budgets can be calculated with: nobody has 10^10 a day.
[[nodiscard]] inline Quota announced(long long limit, long long remaining) {
    constexpr long long most = 10'000'000'000;
    return {std::clamp(limit, 0LL, most), std::clamp(remaining, 0LL, most)};
}

}  // namespace pdhs
