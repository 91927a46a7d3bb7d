#pragma once
#include <string>
#include <string_view>

namespace pdhs::pipedrive {

/// For a query value: everything but RFC 3986's unreserved characters as %XX.
[[nodiscard]] std::string percent_encoded(std::string_view text);

}  // namespace pdhs::pipedrive
