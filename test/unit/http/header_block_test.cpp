#include "pdhs/http/header_block.h"

#include <initializer_list>

#include "support/catch.h"

namespace {

using Headers = std::map<std::string, std::string>;

Headers headers_in(std::initializer_list<std::string_view> lines) {
    pdhs::HeaderBlock block;
    for (const auto line : lines) block.add(line);
    return block.take();
}

}  // namespace

TEST_CASE("header names are lower-cased, values trimmed, and the last of a name stays") {
    CHECK(headers_in({"HTTP/1.1 200 OK\r\n", "Content-TYPE:  text/html \r\n", "X-A: 1\r\n", "x-a: 2\r\n",
                      "X-Empty:\r\n", "\r\n"}) ==
          Headers{{"content-type", "text/html"}, {"x-a", "2"}, {"x-empty", ""}});
}

TEST_CASE("only the final answer's headers are kept") {
    CHECK(headers_in({"HTTP/1.1 103 Early Hints\r\n", "Link: </a>\r\n", "\r\n", "HTTP/2 200\r\n", "date: now\r\n",
                      "\r\n"}) == Headers{{"date", "now"}});
}

TEST_CASE("trailers, folded lines and lines without a colon are no headers") {
    CHECK(headers_in({"HTTP/1.1 200 OK\r\n", "A: b\r\n", " folded: c\r\n", "nonsense\r\n", "\r\n", "Trailer: d\r\n"}) ==
          Headers{{"a", "b"}});
}
