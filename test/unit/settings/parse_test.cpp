#include "pdhs/settings/parse.h"

#include "support/catch.h"

using namespace pdhs;

TEST_CASE("durations are whole numbers with a unit") {
    using namespace std::chrono_literals;
    CHECK(*parse_duration("0") == 0s);
    CHECK(*parse_duration("90") == 90s);
    CHECK(*parse_duration("90s") == 90s);
    CHECK(*parse_duration("5m") == 5min);
    CHECK(*parse_duration("2h") == 2h);
    CHECK(*parse_duration("1d") == 24h);
    CHECK(*parse_duration("3650d") == 3650 * 24h);
    for (const std::string text : {"", "s", "-1", "+1", "1.5h", "5 m", "5M", "1w", "1ms", " 5", "5m ", "3651d",
                                   "99999999999999999999", "9223372036854775807d", "0x10"}) {
        INFO(text);
        CHECK_FALSE(parse_duration(text));
    }
}

TEST_CASE("sizes are bytes, KB, MB or GB of 1,000") {
    CHECK(*parse_size("10MB") == 10'000'000);
    CHECK(*parse_size("10 MB") == 10'000'000);
    CHECK(*parse_size("500kb") == 500'000);
    CHECK(*parse_size("10000") == 10'000);
    CHECK(*parse_size("10000B") == 10'000);
    CHECK(*parse_size("100GB") == 100'000'000'000);
    for (const auto* text :
         {"", "MB", "9999", "9KB", "101GB", "10MiB", "1.5MB", "-10MB", "10  MB", "10TB", "9223372036854775807GB"}) {
        INFO(text);
        CHECK_FALSE(parse_size(text));
    }
}

TEST_CASE("shares are 1 to 100 percent") {
    CHECK(*parse_percent("80%") == 80);
    CHECK(*parse_percent("80 %") == 80);
    CHECK(*parse_percent("80") == 80);
    CHECK(*parse_percent("1") == 1);
    CHECK(*parse_percent("100%") == 100);
    for (const auto* text : {"", "%", "0", "101", "0.8", "-5", "80%%", "80 ", "4294967376"}) {
        INFO(text);
        CHECK_FALSE(parse_percent(text));
    }
}

TEST_CASE("numbers keep to their range") {
    CHECK(*parse_number("7", 1, 7) == 7);
    CHECK_FALSE(parse_number("8", 1, 7));
    CHECK_FALSE(parse_number("0", 1, 7));
    CHECK_FALSE(parse_number("7x", 1, 7));
    CHECK(parse_number("", 1, 7).error().message == "must be a whole number from 1 to 7");
}

TEST_CASE("words are taken to the letter") {
    CHECK(*parse_switch("1"));
    CHECK_FALSE(*parse_switch("0"));
    CHECK_FALSE(parse_switch("yes"));
    CHECK(*parse_log_level("trace") == LogLevel::trace);
    CHECK(*parse_log_level("silent") == LogLevel::silent);
    CHECK_FALSE(parse_log_level("INFO"));
    CHECK_FALSE(parse_log_level("warning"));
    CHECK(*parse_on_missing("ignore") == OnMissing::ignore);
    CHECK(*parse_on_missing("recreate") == OnMissing::recreate);
    CHECK_FALSE(parse_on_missing("delete"));
}

TEST_CASE("HubSpot's API version is a year and a month, or v3") {
    for (const auto* text : {"2025-09", "2026-03", "2026-09", "2031-12", "v3"}) CHECK(*parse_hubspot_api(text) == text);
    for (const auto* text : {"", "v2", "V3", "2026", "2026-13", "2026-00", "2026-9", "2026-09/x", "../..-09"}) {
        INFO(text);
        CHECK_FALSE(parse_hubspot_api(text));
    }
}

TEST_CASE("the list of the ignored holds addresses and domains") {
    CHECK(*parse_ignore_list("Ada@X.com, @Example.ORG;b@c\td@e\nf@g") ==
          std::vector<std::string>{"ada@x.com", "@example.org", "b@c", "d@e", "f@g"});
    CHECK(parse_ignore_list(" ,; ")->empty());
    CHECK_THAT(parse_ignore_list("*@example.com").error().message, contains("without wildcards; entry 1 is neither"));
    CHECK_THAT(parse_ignore_list("a@b, example.com").error().message, contains("entry 2 is neither"));
    for (const auto* text : {"@", "a@", "a@b@c", "<a@b>"}) {
        INFO(text);
        CHECK_FALSE(parse_ignore_list(text));
    }
}
