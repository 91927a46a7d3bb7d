#include "pdhs/core/streak.h"

#include "support/catch.h"

namespace pdhs {
namespace {

TEST_CASE("three contacts in a row without a proper answer end the creates") {
    CreateStreak streak;
    streak.unknown();
    streak.unknown();
    CHECK_FALSE(streak.must_end());
    streak.created_or_present();
    streak.unknown();
    streak.unknown();
    CHECK_FALSE(streak.must_end());
    streak.unknown();
    CHECK(streak.must_end());
}

TEST_CASE("ten refusals in a row with one code end the creates") {
    CreateStreak streak;
    for (int i = 0; i < 9; ++i) streak.refused("INVALID_EMAIL");
    CHECK_FALSE(streak.must_end());
    streak.refused("OTHER");
    CHECK_FALSE(streak.must_end());
    for (int i = 0; i < 9; ++i) streak.refused("OTHER");
    CHECK(streak.must_end());
}

TEST_CASE("a refusal is a proper answer") {
    CreateStreak streak;
    streak.unknown();
    streak.unknown();
    streak.refused("INVALID_EMAIL");
    streak.unknown();
    CHECK_FALSE(streak.must_end());
}

}  // namespace
}  // namespace pdhs
