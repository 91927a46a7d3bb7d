#include "pdhs/http/http_date.h"

#include "pdhs/http/http_client.h"
#include "support/catch.h"

using pdhs::parse_http_date;

namespace {

pdhs::Time at(long long seconds) {
    return pdhs::Time{std::chrono::seconds{seconds}};
}

}  // namespace

TEST_CASE("an HTTP date is read in the form that servers send") {
    CHECK(parse_http_date("Sun, 06 Nov 1994 08:49:37 GMT") == at(784111777));
    CHECK(parse_http_date("Thu, 01 Jan 1970 00:00:00 GMT") == at(0));
    CHECK(parse_http_date("Thu, 29 Feb 2024 23:59:59 GMT") == at(1709251199));
    CHECK(parse_http_date("Sat, 31 Dec 2016 23:59:60 GMT") == at(1483228800));
}

TEST_CASE("what is no HTTP date is nothing") {
    const auto* const text =
        GENERATE("", "GMT", "Sun, 06 Nov 1994 08:49:37", "Sun, 06 Nov 1994 08:49:37 CET",
                 "Sun, 06 Nov 1994 08:49:37 GMT ", "Mon, 06 Nov 1994 08:49:37 GMT", "Xyz, 06 Nov 1994 08:49:37 GMT",
                 "Sun, 06 NOV 1994 08:49:37 GMT", "Sun, +6 Nov 1994 08:49:37 GMT", "Thu, 30 Feb 2023 00:00:00 GMT",
                 "Wed, 00 Mar 2023 00:00:00 GMT", "Sun, 06 Nov 1994 24:00:00 GMT", "Sun, 06 Nov 1994 08:60:00 GMT",
                 "Sun, 06 Nov 1994 08:49:61 GMT", "Sun, 06 Nov 1994 08.49.37 GMT", "Sun  06 Nov 1994 08:49:37 GMT",
                 "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994");
    INFO(text);
    CHECK_FALSE(parse_http_date(text).has_value());
}

TEST_CASE("the date of a response is that of its header") {
    const pdhs::HttpResponse response{200, {{"date", "Sun, 06 Nov 1994 08:49:37 GMT"}}, ""};
    CHECK(pdhs::date_of(response) == at(784111777));
    CHECK(pdhs::date_of({200, {{"date", "yesterday"}}, ""}) == std::nullopt);
    CHECK(pdhs::date_of({200, {}, ""}) == std::nullopt);
    CHECK(pdhs::header(response, "date") == "Sun, 06 Nov 1994 08:49:37 GMT");
    CHECK(pdhs::header(response, "etag") == std::nullopt);
}
