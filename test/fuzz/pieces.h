#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace fuzz {

/// The pieces between separators. What a seed's editor adds, one line break at the end, does not count.
[[nodiscard]] std::vector<std::string> pieces(std::string_view text, std::string_view separator);

}  // namespace fuzz
