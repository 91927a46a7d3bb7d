#include "bench/count.h"

#include <stdexcept>

#include "support/catch.h"

using bench::Count;

TEST_CASE("counts within the tolerance are no difference; requests have none") {
    const std::vector<Count> expected{{"a pass", 1'000'000, 3, 2}};
    CHECK(bench::differences(expected, {{"a pass", 1'049'000, 3, 2}}).empty());
    CHECK(bench::differences(expected, {{"a pass", 951'000, 3, 2}}).empty());
    CHECK(bench::differences(expected, {{"a pass", 1'060'000, 3, 2}}) ==
          std::vector<std::string>{"a pass: 1,060,000 instructions, expected 1,000,000 (+6.0 %)"});
    CHECK(bench::differences(expected, {{"a pass", 900'000, 3, 2}}) ==
          std::vector<std::string>{"a pass: 900,000 instructions, expected 1,000,000 (-10.0 %)"});
    CHECK(bench::differences(expected, {{"a pass", 1'000'000, 4, 1}}) ==
          std::vector<std::string>{"a pass: 4 requests to HubSpot, expected 3 (+33.3 %)",
                                   "a pass: 1 requests to Pipedrive, expected 2 (-50.0 %)"});
    CHECK(bench::differences(expected, {}) == std::vector<std::string>{"a pass: expected, and not counted"});
    CHECK(bench::differences({}, {{"a pass", 1, 1, 1}}) ==
          std::vector<std::string>{"a pass: nothing is expected of it yet"});
}

TEST_CASE("counts are the same after a way through JSON") {
    const std::vector<Count> counts{{"quiet", 12'345'678, 1, 1}, {"full", 9, 0, 7}};
    CHECK(bench::counts_from_json(bench::to_json(counts)) == counts);
    CHECK(bench::to_json({}) == "[\n]\n");
}

TEST_CASE("callgrind's sum is found in either of its forms") {
    CHECK(bench::instructions_in("version: 1\nevents: Ir\nfn=(1) main\n1 5\ntotals: 29012345\n") == 29'012'345);
    CHECK(bench::instructions_in("events: Ir\nsummary: 77\n\nfn=(1)\n") == 77);
    CHECK_THROWS_AS(bench::instructions_in("events: Ir\n"), std::runtime_error);
}
