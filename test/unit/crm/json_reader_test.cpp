#include "pdhs/crm/json/reader.h"

#include "support/catch.h"

using pdhs::JsonDocument;

namespace {

std::optional<std::string> text_of(const std::string& json) {
    const auto document = JsonDocument::parse(json);
    return document ? document->root()["x"].text() : std::nullopt;
}

std::optional<std::string> id_of(const std::string& json) {
    const auto document = JsonDocument::parse("{\"id\":" + json + "}");
    return document ? document->root()["id"].id() : std::nullopt;
}

}  // namespace

TEST_CASE("an id is a string or a whole number, exact at any size") {
    CHECK(id_of("\"108782252209\"") == "108782252209");
    CHECK(id_of("108782252209") == "108782252209");
    CHECK(id_of("9007199254740993") == "9007199254740993");
    CHECK(id_of("18446744073709551615") == "18446744073709551615");
    CHECK(id_of("\" 7 \"") == "7");
}

TEST_CASE("what is no decimal id is none") {
    const auto text = GENERATE("1.5", "-1", "1e20", "true", "null", "\"\"", "\"abc\"", "\"12a\"", "{}", "[1]");
    CAPTURE(text);
    CHECK_FALSE(id_of(text));
}

TEST_CASE("text is a string or a number, and nothing else") {
    CHECK(text_of(R"({"x":"a"})") == "a");
    CHECK(text_of(R"({"x":""})") == "");
    CHECK(text_of(R"({"x":12})") == "12");
    CHECK(text_of(R"({"x":-1.5})") == "-1.5");
    CHECK_FALSE(text_of(R"({"x":null})"));
    CHECK_FALSE(text_of(R"({"x":true})"));
    CHECK_FALSE(text_of(R"({"x":["a"]})"));
    CHECK_FALSE(text_of(R"({"y":"a"})"));
    CHECK_FALSE(text_of(R"(["x"])"));
}

TEST_CASE("is_text says whether text() has something to tell") {
    const auto document = JsonDocument::parse(R"({"text":"","number":1.5,"truth":true,"null":null,"list":[]})");
    REQUIRE(document);
    const auto root = document->root();
    for (const auto* name : {"text", "number", "truth", "null", "list", "absent"}) {
        INFO(name);
        CHECK(root[name].is_text() == root[name].text().has_value());
    }
    CHECK(root["text"].is_text());
    CHECK(root["number"].is_text());
}

TEST_CASE("a document that is moved keeps its strings, short ones too") {
    auto first = JsonDocument::parse(R"({"x":"y"})");
    REQUIRE(first);
    const auto moved = std::move(*first);
    first.reset();
    CHECK(moved.root()["x"].text() == "y");
}

TEST_CASE("a zero byte inside a string does not end it") {
    CHECK(text_of(R"({"x":"a\u0000b"})") == std::string("a\0b", 3));
}

TEST_CASE("an absent value answers every question with nothing") {
    const auto document = JsonDocument::parse("{}");
    REQUIRE(document);
    const auto absent = document->root()["a"]["b"]["c"];
    CHECK(absent.is_nothing());
    CHECK_FALSE(absent.is_object());
    CHECK_FALSE(absent.is_array());
    CHECK_FALSE(absent.is_string());
    CHECK(absent.elements().empty());
    CHECK(absent.trimmed_text().empty());
    CHECK_FALSE(absent.id());
    CHECK_FALSE(absent.integer());
    CHECK_FALSE(absent.boolean());
    CHECK_FALSE(absent.time());
}

TEST_CASE("whole numbers, truths and moments are read as such") {
    const auto document = JsonDocument::parse(R"({"n":42,"t":"-7","f":1.5,"b":false,"d":"1970-01-01T00:00:01Z"})");
    REQUIRE(document);
    CHECK(document->root()["n"].integer() == 42);
    CHECK(document->root()["t"].integer() == -7);
    CHECK_FALSE(document->root()["f"].integer());
    CHECK(document->root()["b"].boolean() == false);
    CHECK(document->root()["d"].time() == pdhs::Time(std::chrono::seconds(1)));
}

TEST_CASE("the first of two members with one name counts") {
    CHECK(text_of(R"({"x":"1","x":"2"})") == "1");
}

TEST_CASE("lone surrogates become U+FFFD") {
    CHECK(text_of(R"({"x":"a\ud83db"})") == "a\uFFFDb");
    CHECK(text_of(R"({"x":"a\ude00b"})") == "a\uFFFDb");
    CHECK(text_of(R"({"x":"\ud83d\ud83d\ude00"})") == "\uFFFD\U0001F600");
    CHECK(text_of(R"({"x":"\uD83D\n"})") == "\uFFFD\n");
    CHECK(text_of(R"({"x":"\ud83d"})") == "\uFFFD");
}

TEST_CASE("surrogate pairs and look-alikes stay") {
    CHECK(text_of(R"({"x":"\uD83D\uDE00"})") == "\U0001F600");
    CHECK(text_of(R"({"x":"\\ud83d"})") == "\\ud83d");
    CHECK(text_of(R"({"x":"\\\ud83d"})") == "\\\uFFFD");
    CHECK(text_of(R"({"x":"\u00e9"})") == "é");
}

TEST_CASE("bad UTF-8 becomes U+FFFD, a byte order mark goes") {
    CHECK(text_of("{\"x\":\"a\xFF z\"}") == "a\uFFFD z");
    CHECK(text_of("\xEF\xBB\xBF{\"x\":\"a\"}") == "a");
}

TEST_CASE("what is no JSON is refused") {
    const auto text = GENERATE("", "<html>", "{", "{\"x\":", "{} {}", "\"\\u12\"", "\"\\", "[1,]");
    CAPTURE(text);
    CHECK_FALSE(JsonDocument::parse(text));
    CHECK_FALSE(JsonDocument::parse(std::string_view("{}\0{", 4)));
}

TEST_CASE("nesting is read to a depth that no honest answer has, and refused beyond") {
    const auto nested = [](std::size_t depth) { return std::string(depth, '[') + std::string(depth, ']'); };
    CHECK(JsonDocument::parse(nested(100)));
    CHECK_FALSE(JsonDocument::parse(nested(101)));
    CHECK_FALSE(JsonDocument::parse(nested(200'000)));
    CHECK_FALSE(JsonDocument::parse(std::string(200'000, '[')));
    CHECK(JsonDocument::parse("[" + nested(99) + "," + nested(99) + "]"));
}

TEST_CASE("as many values are read as no honest answer has, and no more") {
    const auto zeros = [](std::size_t count) {
        std::string text = "[0";
        for (std::size_t i = 1; i < count; ++i) text += ",0";
        return text + "]";
    };
    CHECK(JsonDocument::parse(zeros(1'999'999)));
    CHECK_FALSE(JsonDocument::parse(zeros(2'000'000)));
}
