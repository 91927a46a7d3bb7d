#include "pdhs/crm/json/time_text.h"

#include "support/catch.h"

using pdhs::parse_time;

namespace {

std::optional<long long> millis(std::string_view text) {
    const auto time = parse_time(text);
    return time ? std::optional<long long>(time->time_since_epoch().count()) : std::nullopt;
}

}  // namespace

TEST_CASE("moments with and without a fraction") {
    CHECK(millis("2022-02-17T19:25:29Z") == 1645125929000);
    CHECK(millis("2022-02-17T19:25:27.631Z") == 1645125927631);
    CHECK(millis("2022-02-17T19:25:27.6Z") == 1645125927600);
    CHECK(millis("2022-02-17T19:25:27.631999999Z") == 1645125927631);
}

TEST_CASE("moments with an offset, a blank, or no zone") {
    CHECK(millis("2022-02-17T19:25:29+00:00") == 1645125929000);
    CHECK(millis("2022-02-17T20:25:29+01:00") == 1645125929000);
    CHECK(millis("2022-02-17T13:55:29.5-05:30") == 1645125929500);
    CHECK(millis("2022-02-17 19:25:29") == 1645125929000);
}

TEST_CASE("moments before 1970, leap days and leap seconds") {
    CHECK(millis("1969-12-31T23:59:59.999Z") == -1);
    CHECK(millis("2024-02-29T00:00:00Z") == 1709164800000);
    CHECK(millis("2016-12-31T23:59:60Z") == 1483228800000);
}

TEST_CASE("what is no moment is nothing") {
    const auto text = GENERATE("", "2022", "2022-02-17", "2022-02-30T00:00:00Z", "2022-13-01T00:00:00Z",
                               "2022-02-17T24:00:00Z", "2022-02-17T19:60:00Z", "2022-02-17T19:25:29.Z",
                               "2022-02-17T19:25:29.1234567890Z", "2022-02-17T19:25:29Zx", "2022-02-17T19:25:29+1",
                               "2022-02-17X19:25:29Z", "1645125929000", "+022-02-17T19:25:29Z", "2022-02-17T-1:25:29Z");
    CAPTURE(text);
    CHECK_FALSE(parse_time(text));
}
