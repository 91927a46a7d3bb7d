#include "pdhs/crm/json/writer.h"

#include "pdhs/crm/json/reader.h"
#include "support/catch.h"

using pdhs::JsonWriter;

TEST_CASE("a text is written member by member") {
    JsonWriter writer;
    writer.begin_object().member("a", "x").member("n", 7LL).member("b", true).key("l").begin_array();
    writer.value("1").value(std::string("2")).end_array().end_object();
    CHECK(writer.text() == R"({"a":"x","n":7,"b":true,"l":["1","2"]})");
}

TEST_CASE("what is written reads back the same") {
    const std::string text = "quote \" back\\slash\nnew line \t \x01 é \U0001F600";
    JsonWriter writer;
    writer.begin_object().member("x", text).end_object();
    const auto document = pdhs::JsonDocument::parse(writer.text());
    REQUIRE(document);
    CHECK(document->root()["x"].text() == text);
}

TEST_CASE("bad UTF-8 is not written") {
    JsonWriter writer;
    writer.value("a\xFF z");
    CHECK(writer.text() == "\"a\uFFFD z\"");
}
