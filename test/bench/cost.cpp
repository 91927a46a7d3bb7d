#include "bench/cost.h"

#include <algorithm>
#include <stdexcept>

namespace bench {

namespace {

template <class Value>
Value median_of(const std::vector<Cost>& costs, Value Cost::*figure) {
    std::vector<Value> values;
    for (const auto& cost : costs) values.push_back(cost.*figure);
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>((values.size() - 1) / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

}  // namespace

Cost median_of(const std::vector<Cost>& costs) {
    if (costs.empty()) throw std::invalid_argument("no costs");
    return {median_of(costs, &Cost::wall), median_of(costs, &Cost::cpu), median_of(costs, &Cost::peak_kilobytes)};
}

}  // namespace bench
