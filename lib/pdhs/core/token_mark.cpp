#include "pdhs/core/token_mark.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <bit>
#include <charconv>
#include <cstdint>
#include <random>

namespace pdhs {

namespace {

using Word = std::uint64_t;

/// The state of SipHash, with the names of its paper.
class SipHash {
  public:
    SipHash(Word k0, Word k1)
        : v_{k0 ^ 0x736f6d6570736575u, k1 ^ 0x646f72616e646f6du, k0 ^ 0x6c7967656e657261u, k1 ^ 0x7465646279746573u} {}

    void take(Word m) {
        v_[3] ^= m;
        rounds(2);
        v_[0] ^= m;
    }

    [[nodiscard]] Word finish() {
        v_[2] ^= 0xff;
        rounds(4);
        return v_[0] ^ v_[1] ^ v_[2] ^ v_[3];
    }

  private:
    void rounds(int count) {
        for (int i = 0; i < count; ++i) {
            v_[0] += v_[1];
            v_[1] = std::rotl(v_[1], 13) ^ v_[0];
            v_[0] = std::rotl(v_[0], 32);
            v_[2] += v_[3];
            v_[3] = std::rotl(v_[3], 16) ^ v_[2];
            v_[0] += v_[3];
            v_[3] = std::rotl(v_[3], 21) ^ v_[0];
            v_[2] += v_[1];
            v_[1] = std::rotl(v_[1], 17) ^ v_[2];
            v_[2] = std::rotl(v_[2], 32);
        }
    }

    std::array<Word, 4> v_;
};

Word from_hexadecimal(std::string_view digits) {
    Word word = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), word, 16);
    return word;
}

/// Little-endian, up to eight bytes.
Word from_bytes(std::string_view bytes) {
    Word word = 0;
    for (std::size_t i = 0; i < bytes.size(); ++i) word |= Word{static_cast<unsigned char>(bytes[i])} << (8 * i);
    return word;
}

}  // namespace

std::string token_mark(std::string_view key, const Secret& token) {
    SipHash hash(from_hexadecimal(key.substr(0, 16)),
                 from_hexadecimal(key.substr(std::min<std::size_t>(16, key.size()))));
    std::string_view rest = token.reveal();
    const auto length = Word{rest.size() & 0xff} << 56;
    for (; rest.size() >= 8; rest.remove_prefix(8)) hash.take(from_bytes(rest.substr(0, 8)));
    hash.take(from_bytes(rest) | length);
    return fmt::format("{:016x}", hash.finish());
}

std::string random_mark_key() {
    std::random_device random;
    std::string key;
    for (int i = 0; i < 4; ++i) key += fmt::format("{:08x}", static_cast<std::uint32_t>(random()));
    return key;
}

}  // namespace pdhs
