#include "scenarios/row.h"

#include "support/catch.h"

using namespace scenarios;

namespace {

const Line third_line{3, "", {}};

std::vector<Row> rows(Side side, const std::string& text) {
    return parse_rows(side, {1, "given", {{2, text, {}}}});
}

}  // namespace

TEST_CASE("a row is a name and fields, which may be repeated") {
    const auto row = parse_row(Side::pipedrive, third_line, "ada | name Ada Lovelace | email a@x.org | email b@x.org");
    CHECK(row.name == "ada");
    CHECK(value_of(row.fields, "name") == "Ada Lovelace");
    CHECK(values_of(row.fields, "email") == std::vector<std::string>{"a@x.org", "b@x.org"});
    CHECK(value_of(row.fields, "phone").empty());
}

TEST_CASE("quotation marks keep outer blanks, {repeat} makes long values") {
    const auto row = parse_row(Side::hubspot, third_line, "ada | email \" ADA@x.org \" | first {repeat 5 ab}!");
    CHECK(value_of(row.fields, "email") == " ADA@x.org ");
    CHECK(value_of(row.fields, "first") == "ababababab!");
}

TEST_CASE("fields of the other side, and fields without a value, are refused") {
    CHECK_THROWS_AS(parse_row(Side::hubspot, third_line, "ada | name Ada"), Mismatch);
    CHECK_THROWS_AS(parse_row(Side::pipedrive, third_line, "ada | mobile 12"), Mismatch);
    CHECK_THROWS_AS(parse_row(Side::hubspot, third_line, "ada | first"), Mismatch);
}

TEST_CASE("a range is many rows") {
    const auto many = rows(Side::hubspot, "p 9..11 | email p#@x.org | last Number #");
    REQUIRE(many.size() == 3);
    CHECK(many[2].name == "p11");
    CHECK(many[2].fields == Fields{{"email", "p11@x.org"}, {"last", "Number 11"}});
    CHECK_THROWS_AS(rows(Side::hubspot, "p 9 11"), Mismatch);
    CHECK_THROWS_AS(rows(Side::hubspot, "9..11"), Mismatch);
    CHECK_THROWS_AS(rows(Side::hubspot, "p ..11"), Mismatch);
}

TEST_CASE("a range is many names") {
    CHECK(parse_names(third_line, "ada") == std::vector<std::string>{"ada"});
    CHECK(parse_names(third_line, "ada 9..10") == std::vector<std::string>{"ada9", "ada10"});
    CHECK(parse_names(third_line, "ada9..10") == std::vector<std::string>{"ada9", "ada10"});
    CHECK_THROWS_AS(parse_names(third_line, "ada bob"), Mismatch);
}

TEST_CASE("a row of one side can be said of the other") {
    const std::string contact = "ada | email a@x.org | first Ada | last King | also b@x.org | mobile 12";
    CHECK(row_for_other_side(Side::hubspot, third_line, contact) ==
          R"(ada | name "Ada King" | email "a@x.org" | email "b@x.org" | phone "12")");
    const std::string person = "ada | name Ada King | email a@x.org | email b@x.org | phone 1 | phone 2";
    CHECK(row_for_other_side(Side::pipedrive, third_line, person) ==
          R"(ada | first "Ada" | last "King" | email "a@x.org" | also "b@x.org" | phone "1" | mobile "2")");
    for (const auto* const field : {"visible no", "first Ada", "last King"})
        CHECK_THROWS_AS(row_for_other_side(Side::pipedrive, third_line, std::string("ada | name Ada | ") + field),
                        Mismatch);
}
