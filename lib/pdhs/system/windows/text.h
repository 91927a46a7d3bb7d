#pragma once
#include <string>
#include <string_view>

namespace pdhs {

/// UTF-8 as the system's functions want it, and back. What is no valid text becomes U+FFFD.
[[nodiscard]] std::wstring wide(std::string_view text);
[[nodiscard]] std::string narrow(std::wstring_view text);

}  // namespace pdhs
