#include "pdhs/http/header_block.h"

#include "pdhs/core/text.h"

namespace pdhs {

void HeaderBlock::add(std::string_view line) {
    while (!line.empty() && (line.back() == '\n' || line.back() == '\r')) line.remove_suffix(1);
    if (line.starts_with("HTTP/")) {
        headers_.clear();
        complete_ = false;
    } else if (line.empty()) {
        complete_ = true;
    } else if (!complete_) {
        add_field(line);
    }
}

void HeaderBlock::add_field(std::string_view line) {
    const auto colon = line.find(':');
    if (colon == std::string_view::npos || line.front() == ' ' || line.front() == '\t') return;
    headers_[ascii_lower(trimmed(line.substr(0, colon)))] = trimmed(line.substr(colon + 1));
}

}  // namespace pdhs
