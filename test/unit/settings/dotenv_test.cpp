#include "pdhs/settings/dotenv.h"

#include "support/catch.h"

namespace {

using pdhs::DotenvEntry;
using pdhs::parse_dotenv;
using Entries = std::vector<DotenvEntry>;

struct Case {
    const char* text;
    Entries entries;
};

/// Every row but the line numbers was compared with dotenv 16.6.1.
const std::vector<Case> table = {
    {"", {}},
    {"A=1", {{"A", "1", 1}}},
    {"A=1\nB=2\n", {{"A", "1", 1}, {"B", "2", 2}}},
    {"A=1\r\nB=2\r\n", {{"A", "1", 1}, {"B", "2", 2}}},
    {"A=1\rB=2", {{"A", "1", 1}, {"B", "2", 2}}},
    {"\xEF\xBB\xBF"
     "A=1",
     {{"A", "1", 1}}},
    {"export A=1", {{"A", "1", 1}}},
    {"export=1", {{"export", "1", 1}}},
    {"export = 1", {{"export", "1", 1}}},
    {"A: 1", {{"A", "1", 1}}},
    {"A:1", {}},
    {"A : 1", {}},
    {"  A  =  1  ", {{"A", "1", 1}}},
    {"A.b-c_9=1", {{"A.b-c_9", "1", 1}}},
    {"A\n=1", {{"A", "1", 1}}},
    // blank values
    {"A=", {{"A", "", 1}}},
    {"A=\nB=2", {{"A", "", 1}, {"B", "2", 2}}},
    {"A=   ", {{"A", "", 1}}},
    {"A=''", {{"A", "", 1}}},
    {"A=\"\"", {{"A", "", 1}}},
    {"A=  # nothing", {{"A", "", 1}}},
    // comments
    {"# A=1\nB=2", {{"B", "2", 2}}},
    {"A=1 # one", {{"A", "1", 1}}},
    {"A=1#one", {{"A", "1", 1}}},
    {"A='1#one' # two", {{"A", "1#one", 1}}},
    {"A=\"1#one\"#two", {{"A", "1#one", 1}}},
    {"A=#1\nB=2", {{"A", "", 1}, {"B", "2", 2}}},
    // quotes
    {"A='x y'", {{"A", "x y", 1}}},
    {"A=' x '", {{"A", " x ", 1}}},
    {"A=\"it's\"", {{"A", "it's", 1}}},
    {"A=`say \"it's\"`", {{"A", "say \"it's\"", 1}}},
    {"A='it\\'s'", {{"A", "it\\'s", 1}}},
    {"A='x\\'", {{"A", "x\\", 1}}},
    {"A='x' y'", {{"A", "x' y", 1}}},
    {"A='x' y", {{"A", "'x' y", 1}}},
    {"A=x'y'", {{"A", "x'y'", 1}}},
    {"A='", {{"A", "'", 1}}},
    {"A=\"open\nB=2", {{"A", "\"open", 1}, {"B", "2", 2}}},
    {"A=\"open # rest\nB=2", {{"A", "\"open", 1}, {"B", "2", 2}}},
    // several lines
    {"A='x\ny'\nB=2", {{"A", "x\ny", 1}, {"B", "2", 3}}},
    {"A=\"x\r\ny\"\nB=2", {{"A", "x\ny", 1}, {"B", "2", 3}}},
    {"A=\n\"x\"", {{"A", "x", 1}}},
    {"A:\nB=2", {{"A", "B=2", 1}}},
    // expansion
    {"A=\"x\\ny\\rz\\t\"", {{"A", "x\ny\rz\\t", 1}}},
    {"A='x\\ny'", {{"A", "x\\ny", 1}}},
    {"A=x\\ny", {{"A", "x\\ny", 1}}},
    {"A=1\nB=$A${A}", {{"A", "1", 1}, {"B", "$A${A}", 2}}},
    // lines that are no assignment
    {"what is this\nA=1", {{"A", "1", 2}}},
    {"=1\nA=2", {{"A", "2", 2}}},
    {"A B=1\nC=2", {{"C", "2", 2}}},
    {"\n\n  \nA=1", {{"A", "1", 4}}},
    // the same key twice
    {"A=1\nA=2", {{"A", "1", 1}, {"A", "2", 2}}},
};

}  // namespace

TEST_CASE("an env file is read as npm's dotenv 16 reads it") {
    for (const auto& [text, entries] : table) {
        INFO("text: " << text);
        const auto parsed = parse_dotenv(text);
        REQUIRE(parsed.size() == entries.size());
        for (std::size_t i = 0; i < entries.size(); ++i) {
            CHECK(parsed[i].key == entries[i].key);
            CHECK(parsed[i].value == entries[i].value);
            CHECK(parsed[i].line == entries[i].line);
        }
    }
}

TEST_CASE("a long env file without an end of anything does not exhaust the stack") {
    const std::string quotes = "A='" + std::string(200'000, '\\');
    CHECK(parse_dotenv(quotes).size() == 1);
    CHECK(parse_dotenv("A=\"" + std::string(200'000, '\n')).size() == 1);
    CHECK(parse_dotenv(std::string(200'000, 'A')).empty());
}
