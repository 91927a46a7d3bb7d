#pragma once
#include <string>
#include <string_view>

namespace pdhs {

/// A JSON text that a strict reader accepts where real servers are lax: bad UTF-8 and escapes of lone surrogates
/// (`\ud83d` without its partner) become U+FFFD, a byte order mark at the start goes.
[[nodiscard]] std::string repair_json_text(std::string_view text);

}  // namespace pdhs
