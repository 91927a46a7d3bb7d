#include "bench/cost.h"

#include <stdexcept>

#include "support/catch.h"

using bench::Cost;
using std::chrono::microseconds;

TEST_CASE("a median is each figure's own, the lower one of two") {
    const std::vector<Cost> costs{{microseconds{3}, microseconds{10}, 7}, {microseconds{1}, microseconds{30}, 9}};
    CHECK(bench::median_of(costs) == Cost{microseconds{1}, microseconds{10}, 7});
    CHECK(bench::median_of({costs[0], costs[1], {microseconds{2}, microseconds{20}, 8}}) ==
          Cost{microseconds{2}, microseconds{20}, 8});
    CHECK_THROWS_AS(bench::median_of({}), std::invalid_argument);
}
