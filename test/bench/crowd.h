#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "bench/order.h"

namespace scenarios {
class Stage;
}

namespace bench {

/// The ways that people take.
enum class Way { to_pipedrive, to_hubspot, imported };

/// Somebody who appears on one side, and has to arrive on the other.
struct Newcomer {
    Way way = Way::to_pipedrive;
    int number = 0;
    std::int64_t appears_ms = 0;
    std::optional<std::int64_t> arrived_ms{};  ///< at the end of the pass that brought it
};

/// Everybody whom an order calls for. Each has an address that nobody else has.
class Crowd {
  public:
    /// The newcomers appear from `start_ms` on, at moments that follow from the order's seed.
    Crowd(const Order& order, std::int64_t start_ms);

    /// Enters those who are on both sides from the beginning.
    void settle(scenarios::Stage& stage) const;
    /// Enters all newcomers who appear until then, each at the moment of appearing.
    void enter_until(scenarios::Stage& stage, std::int64_t time_ms);
    /// Notices who has arrived meanwhile.
    void look_around(scenarios::Stage& stage);

    /// All of them, in the order of their appearing.
    [[nodiscard]] const std::vector<Newcomer>& newcomers() const { return newcomers_; }

  private:
    void enter(scenarios::Stage& stage, const Newcomer& newcomer);
    void look_around_hubspot(scenarios::Stage& stage);
    void look_around_pipedrive(scenarios::Stage& stage);

    int settled_;
    std::vector<Newcomer> newcomers_;
    std::size_t entered_ = 0;
    std::int64_t next_person_ = 1;  ///< persons with lower ids have been looked at
};

/// Records of either side beyond one for each address.
std::int64_t duplicates_among(scenarios::Stage& stage);

}  // namespace bench
