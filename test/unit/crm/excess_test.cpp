#include "pdhs/crm/excess.h"

#include "support/catch.h"

using namespace pdhs;

TEST_CASE("a record with more than anybody has is told") {
    Record record;
    record.emails.assign(500, "ada@x.com");
    record.phones.assign(500, {"+44 20", "work"});
    record.name.assign(1'000'000, 'a');
    CHECK(excess_of(record) == "");
    SECTION("addresses") {
        record.emails.emplace_back("bob@x.com");
        CHECK(excess_of(record) == "more than 500 addresses");
    }
    SECTION("addresses within one value") {
        record.emails[0] = "ada@x.com;bob@x.com";
        CHECK(excess_of(record) == "more than 500 addresses");
    }
    SECTION("phones") {
        record.phones.push_back({"1", ""});
        CHECK(excess_of(record) == "more than 500 phones");
    }
    SECTION("text") {
        record.name.assign(1'100'000, 'a');
        CHECK(excess_of(record) == "more than 1 MB of text");
    }
}
