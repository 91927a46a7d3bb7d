#include "pdhs/core/result.h"

#include "support/catch.h"

namespace pdhs {
namespace {

Result<int> half(int number) {
    if (number % 2 != 0) return fail(ErrorKind::usage, "odd");
    return number / 2;
}

Result<int> quarter(int number) {
    PDHS_TRY(const int once, half(number));
    return half(once);
}

Result<void> is_even(int number) {
    PDHS_CHECK(half(number));
    return {};
}

TEST_CASE("a result is a value or an error") {
    CHECK(*half(4) == 2);
    CHECK_FALSE(half(3).has_value());
    CHECK(half(3).error() == Error{ErrorKind::usage, "odd"});
}

TEST_CASE("TRY and CHECK hand the first error on") {
    CHECK(*quarter(8) == 2);
    CHECK(quarter(3).error().message == "odd");
    CHECK(quarter(6).error().message == "odd");
    CHECK(is_even(2).has_value());
    CHECK(is_even(1).error().kind == ErrorKind::usage);
}

}  // namespace
}  // namespace pdhs
