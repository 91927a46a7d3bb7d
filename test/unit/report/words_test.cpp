#include "pdhs/report/words.h"

#include "support/catch.h"

using namespace pdhs;

TEST_CASE("numbers have thousands separators") {
    CHECK(with_thousands(0) == "0");
    CHECK(with_thousands(999) == "999");
    CHECK(with_thousands(1'000) == "1,000");
    CHECK(with_thousands(1'234'567) == "1,234,567");
    CHECK(with_thousands(-123) == "-123");
    CHECK(with_thousands(-1'234) == "-1,234");
}

TEST_CASE("durations are as exact as a person wants them") {
    CHECK(duration_text(Millis{0}) == "0.0 s");
    CHECK(duration_text(Millis{1'400}) == "1.4 s");
    CHECK(duration_text(Millis{59'999}) == "59 s");
    CHECK(duration_text(Millis{185'000}) == "3 min 5 s");
    CHECK(duration_text(Millis{7'800'000}) == "2 h 10 min");
}

TEST_CASE("reason words are explained, unknown ones shown") {
    for (const auto* reason :
         {"shared_address", "ambiguous",    "no_key",      "ignored",  "same_name",      "settling",    "intent_open",
          "parked",         "not_complete", "max_creates", "deadline", "platform_ended", "interrupted", "source_unread",
          "vanished",       "brake",        "unusable",    "refused",  "budget",         "search_lag",  "outdated"}) {
        INFO(reason);
        CHECK(explained(reason) != reason);
    }
    CHECK(explained("some_new_word") == "some_new_word");
}

TEST_CASE("what could not be used may show only after something was done") {
    CHECK(advice_for(ExitCode::unusable) == "Fix what the error names, then run again.");
}
