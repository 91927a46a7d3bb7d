#include "bench/cost.h"

#include <stdexcept>

#include "bench/figures.h"

namespace bench {

Cost median_of(const std::vector<Cost>& costs) {
    if (costs.empty()) throw std::invalid_argument("no costs");
    const auto median = [&](const auto& figure_of) {
        std::vector<std::int64_t> values;
        for (const auto& cost : costs) values.push_back(figure_of(cost));
        return figures_of(std::move(values)).median;
    };
    return {std::chrono::microseconds{median([](const Cost& cost) { return cost.wall.count(); })},
            std::chrono::microseconds{median([](const Cost& cost) { return cost.cpu.count(); })},
            median([](const Cost& cost) { return cost.peak_bytes; })};
}

}  // namespace bench
