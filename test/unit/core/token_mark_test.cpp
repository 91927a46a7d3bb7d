#include "pdhs/core/token_mark.h"

#include "support/catch.h"

namespace pdhs {
namespace {

/// The key of SipHash's test vectors: the bytes 00 to 0f, as two little-endian words.
constexpr auto key = "07060504030201000f0e0d0c0b0a0908";

std::string bytes_up_to(int count) {
    std::string text;
    for (int i = 0; i < count; ++i) text += static_cast<char>(i);
    return text;
}

TEST_CASE("a mark is SipHash-2-4, as its reference vectors say") {
    CHECK(token_mark(key, Secret(bytes_up_to(0))) == "726fdb47dd0e0e31");
    CHECK(token_mark(key, Secret(bytes_up_to(1))) == "74f839c593dc67fd");
    CHECK(token_mark(key, Secret(bytes_up_to(8))) == "93f5f5799a932462");
    CHECK(token_mark(key, Secret(bytes_up_to(15))) == "a129ca6149be45e5");
    CHECK(token_mark(key, Secret(bytes_up_to(63))) == "958a324ceb064572");
}

TEST_CASE("marks differ with the token and with the key, and hold nothing of the token") {
    const Secret token("pat-na1-5ec7e700-c0de-4bad-8bad-feedfacebeef");
    CHECK(token_mark(key, token) != token_mark(key, Secret("pat-na1-5ec7e700-c0de-4bad-8bad-feedfacebeee")));
    CHECK(token_mark(random_mark_key(), token) != token_mark(random_mark_key(), token));
    CHECK(random_mark_key().size() == 32);
    CHECK(token_mark(key, token).size() == 16);
}

}  // namespace
}  // namespace pdhs
