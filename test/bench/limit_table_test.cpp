#include "bench/limit_table.h"

#include "support/catch.h"

TEST_CASE("a time is no count and no memory") {
    CHECK(bench::LimitRow{"CPU", 21, 20, "ms"}.is_time());
    CHECK(bench::LimitRow{"wall time", 21, 20, "s"}.is_time());
    CHECK_FALSE(bench::LimitRow{"requests", 2, 2, ""}.is_time());
    CHECK_FALSE(bench::LimitRow{"peak memory", 21, 20, "MB"}.is_time());
}

TEST_CASE("a table tells what is beyond its limit") {
    CHECK(bench::shown(std::vector<bench::LimitRow>{
              {"requests", 2, 2, ""}, {"CPU", 21.34, 20, "ms"}, {"sandbox's CPU", 0.5, {}, "s"}}) ==
          "| What          |         Measured | Limit |\n"
          "|---------------|-----------------:|------:|\n"
          "| requests      |                2 |     2 |\n"
          "| CPU           | 21.3 ms (beyond) | 20 ms |\n"
          "| sandbox's CPU |           0.50 s |       |\n");
}
