#include "bench/figures.h"

#include "support/catch.h"

using namespace bench;

TEST_CASE("figures are values that were measured") {
    CHECK(figures_of({}) == Figures{});
    CHECK(figures_of({7}) == Figures{1, 7, 7, 7});
    CHECK(figures_of({3, 1, 2}) == Figures{3, 2, 3, 3});
    std::vector<std::int64_t> hundred;
    for (int value = 100; value > 0; --value) hundred.push_back(value);
    CHECK(figures_of(hundred) == Figures{100, 50, 95, 100});
}

TEST_CASE("times, numbers and sizes are for people") {
    CHECK(shown_time(850) == "850 ms");
    CHECK(shown_time(12'900) == "12 s");
    CHECK(shown_time(200'000) == "3 min 20 s");
    CHECK(shown_time(3'900'000) == "1 h 5 min");
    CHECK(shown_number(0) == "0");
    CHECK(shown_number(999) == "999");
    CHECK(shown_number(28'800) == "28,800");
    CHECK(shown_number(1'234'567) == "1,234,567");
    CHECK(shown_size(812) == "812 B");
    CHECK(shown_size(340'500) == "340 kB");
    CHECK(shown_size(1'240'000) == "1.2 MB");
}
