#include "pdhs/core/secret.h"

#include "support/catch.h"

using namespace pdhs;

TEST_CASE("a token is taken out of a text wherever it stands") {
    const Secret token("pat-7/c4");
    CHECK(token.redacted_from("") == "");
    CHECK(token.redacted_from("pat-7/c") == "pat-7/c");
    CHECK(token.redacted_from("pat-7/c4") == "[token]");
    CHECK(token.redacted_from("ppat-7/c4pat-7/c4, pat-7") == "p[token][token], pat-7");
    CHECK(Secret().redacted_from("all \\u0061 of it") == "all \\u0061 of it");
}

TEST_CASE("a token is taken out of JSON that escapes some or all of it") {
    const Secret token("pat-7/c4");
    CHECK(token.redacted_from(R"({"a":"pat-7\/c4"})") == R"({"a":"[token]"})");
    CHECK(token.redacted_from(R"({"a":"\u0070a\u0074-7\u002Fc4"})") == R"({"a":"[token]"})");
    CHECK(token.redacted_from(R"({"a":"\u0070\u0061\u0074\u002d\u0037\u002f\u0063\u0034"})") == R"({"a":"[token]"})");
    CHECK(token.redacted_from(R"(pat-7\/c pat-7\/c4)") == R"(pat-7\/c [token])");
    CHECK(Secret("hub").redacted_from(R"(x \u0068\u0075\u0062 y h\u0075b z)") == "x [token] y [token] z");
    CHECK(Secret("a\"b\\c").redacted_from(R"(x a\"b\\c y)") == "x [token] y");
}

TEST_CASE("a token is taken out of JSON within a text of JSON") {
    const Secret token("pat-7/c4");
    CHECK(token.redacted_from(R"("[{\"a\":\"pat-7\\/c4\"}]")") == R"("[{\"a\":\"[token]\"}]")");
    CHECK(token.redacted_from(R"("[{\"a\":\"\\u0070at-7/c4\"}]")") == R"("[{\"a\":\"[token]\"}]")");
}

TEST_CASE("what is no token stays as it is") {
    const Secret token("pat-7/c4");
    for (const std::string text : {R"(\)", R"(\\\)", R"(\u00)", R"(\u0070)", R"(\u00zz)", R"(pat-7\nc4)", R"(\pat-7)"})
        CHECK(token.redacted_from(text) == text);
}

TEST_CASE("a body of nothing but backslashes stays as it is, however long") {
    const std::string rows(30'000'000, '\\');
    CHECK(Secret("pat-7/c4").redacted_from(rows).size() == rows.size());
}
