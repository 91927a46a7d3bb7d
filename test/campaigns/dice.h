#pragma once
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <random>

#include "scenarios/row.h"

namespace campaigns {

/// std's distributions differ between libraries; this does not.
class Dice {
  public:
    explicit Dice(std::uint64_t seed) : engine_(seed) {}
    int below(int end) { return static_cast<int>(engine_() % static_cast<std::uint64_t>(end)); }
    bool one_in(int chances) { return below(chances) == 0; }
    scenarios::Side side() { return one_in(2) ? scenarios::Side::hubspot : scenarios::Side::pipedrive; }
    template <class Items>
    const auto& one_of(const Items& items) {
        return items[static_cast<std::size_t>(below(static_cast<int>(std::size(items))))];
    }

  private:
    std::mt19937_64 engine_;
};

}  // namespace campaigns
