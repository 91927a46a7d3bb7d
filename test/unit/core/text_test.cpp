#include "pdhs/core/text.h"

#include "support/catch.h"

namespace pdhs {
namespace {

const std::string bad = "\xEF\xBF\xBD";

TEST_CASE("repair_utf8 keeps what is valid and replaces what is not") {
    CHECK(repair_utf8("Zoë 李 😀") == "Zoë 李 😀");
    CHECK(repair_utf8("a\xFF"
                      "b") == "a" + bad + "b");
    CHECK(repair_utf8("cut\xE6\x9D") == "cut" + bad);
    CHECK(repair_utf8("\xED\xA0\xBD") == bad);  // a surrogate
    CHECK(repair_utf8("\xC0\xAF") == bad);      // overlong
    CHECK(repair_utf8("\x80\x80") == bad + bad);
    CHECK(repair_utf8("").empty());
}

TEST_CASE("repair_utf8 finds what is not valid wherever it stands") {
    for (std::size_t before = 0; before < 20; ++before) {
        const std::string plain(before, 'a');
        CHECK(repair_utf8(plain + "\xFF" + plain) == plain + bad + plain);
        CHECK(repair_utf8(plain + "é") == plain + "é");
    }
}

TEST_CASE("trimmed takes blanks of every kind from both ends only") {
    CHECK(trimmed("  Ada  Lovelace\t\r\n") == "Ada  Lovelace");
    CHECK(trimmed("\xC2\xA0\xE3\x80\x80李\xE2\x80\x8B") == "李");
    CHECK(trimmed(" \t ").empty());
    CHECK(trimmed("a \x7F") == "a");
    CHECK(trimmed("a\xC2\xA0") == "a");
}

TEST_CASE("trimmed_part is a part of its text") {
    const std::string_view text = " Ada ";
    CHECK(trimmed_part(text).data() == text.data() + 1);
    CHECK(trimmed_part(text).size() == 3);
}

TEST_CASE("ascii_lower leaves other letters alone") {
    CHECK(ascii_lower("ÄBC@X.Com") == "Äbc@x.com");
}

TEST_CASE("folded_name makes names comparable") {
    CHECK(folded_name("  ADA   Lovelace ") == "ada lovelace");
    CHECK(folded_name("Straße") == folded_name("STRASSE"));
    CHECK(folded_name("ｆｕｌｌ") == "full");
    CHECK(folded_name("Zoe\xCC\x88") == folded_name("Zoë"));
    CHECK(folded_name("").empty());
}

TEST_CASE("folded_name treats ASCII alike among other letters and alone") {
    const std::string other = "é";  // stays as it is
    for (int c = 0; c < 0x80; ++c) {
        const std::string text{'a', static_cast<char>(c), 'b'};
        INFO(c);
        CHECK(folded_name(text + other) == folded_name(text) + other);
        CHECK(folded_name(other + text) == other + folded_name(text));
    }
}

TEST_CASE("printable lets nothing draw on the screen") {
    CHECK(printable("a\x1B[31mb") == "a" + bad + "[31mb");
    CHECK(printable("a\nb\x7F") == "a" + bad + "b" + bad);
    CHECK(printable("\xE2\x80\xAE"
                    "evil") == bad + "evil");
    CHECK(printable("\xD8\x9C|\xE2\x81\xAA|\xE2\x81\xAF") == bad + "|" + bad + "|" + bad);
    CHECK(printable("Zoë 😀") == "Zoë 😀");
}

TEST_CASE("printable_json says the same, and draws nothing") {
    CHECK(printable_json("{\"a\": \"Zoë 😀\\n\"}\n") == "{\"a\": \"Zoë 😀\\n\"}\n");
    CHECK(printable_json("\"\xC2\x9B\x7F\xE2\x80\xAE\xD8\x9C\"") == "\"\\u009b\\u007f\\u202e\\u061c\"");
}

TEST_CASE("one is one, and several are several") {
    CHECK(counted(0, "contact", "contacts") == "0 contacts");
    CHECK(counted(1, "contact", "contacts") == "1 contact");
    CHECK(counted(1'234, "contact", "contacts") == "1,234 contacts");
}

TEST_CASE("blanks_as_spaces") {
    CHECK(blanks_as_spaces("a\tb\xC2\xA0"
                           "c") == "a b c");
}

}  // namespace
}  // namespace pdhs
