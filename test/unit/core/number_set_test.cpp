#include "pdhs/core/number_set.h"

#include <limits>

#include "support/catch.h"

using pdhs::NumberSet;
using pdhs::RecordNumber;

TEST_CASE("a set of numbers holds each number once, and tells them in order") {
    NumberSet set{7, 4'096, 4'095, 7};
    CHECK(set.size() == 3);
    CHECK(set.contains(4'095));
    CHECK(set.contains(4'096));
    CHECK_FALSE(set.contains(4'097));
    CHECK_FALSE(set.contains(7 + 4'096));
    set.insert_all(std::vector<RecordNumber>{0, 4'097});
    CHECK(set.numbers() == std::vector<RecordNumber>{0, 7, 4'095, 4'096, 4'097});
    CHECK(NumberSet{}.numbers().empty());
}

TEST_CASE("a set of numbers takes those of a damaged state: far apart, below zero") {
    constexpr auto least = std::numeric_limits<RecordNumber>::min();
    constexpr auto most = std::numeric_limits<RecordNumber>::max();
    const NumberSet set{most, -1, least, 0, -4'096, -4'097};
    CHECK(set.numbers() == std::vector<RecordNumber>{least, -4'097, -4'096, -1, 0, most});
    for (const auto number : set.numbers()) CHECK(set.contains(number));
    CHECK_FALSE(set.contains(-2));
    CHECK_FALSE(set.contains(most - 1));
}

TEST_CASE("two sets of numbers become one") {
    NumberSet set{1, 2, 10'000};
    set.insert_all(NumberSet{2, 3, 20'000});
    CHECK(set == NumberSet{1, 2, 3, 10'000, 20'000});
}
