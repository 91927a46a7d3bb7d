#pragma once
#include <string>
#include <string_view>

#include "pdhs/core/secret.h"

namespace pdhs {

/// A keyed fingerprint of a token (SipHash-2-4, https://www.aumasson.jp/siphash/siphash.pdf), as 16 hexadecimal digits:
/// tells whether the token changed, and nothing else about it. `key` are 16 random bytes as 32 hexadecimal digits.
[[nodiscard]] std::string token_mark(std::string_view key, const Secret& token);

/// 16 random bytes as 32 hexadecimal digits.
[[nodiscard]] std::string random_mark_key();

}  // namespace pdhs
