#include "fuzz/pieces.h"

namespace fuzz {

std::vector<std::string> pieces(std::string_view text, std::string_view separator) {
    if (text.ends_with('\n')) text.remove_suffix(1);
    std::vector<std::string> result;
    for (auto at = text.find(separator); at != std::string_view::npos; at = text.find(separator)) {
        result.emplace_back(text.substr(0, at));
        text.remove_prefix(at + separator.size());
    }
    result.emplace_back(text);
    return result;
}

}  // namespace fuzz
