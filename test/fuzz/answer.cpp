#include "fuzz/answer.h"

#include <algorithm>
#include <charconv>

#include "pdhs/http/header_block.h"

namespace fuzz {

namespace {

std::string_view take_line(std::string_view& text) {
    const auto end = std::min(text.find('\n'), text.size());
    const auto line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    return line;
}

/// libcurl lets nothing through but three digits.
int status_in(std::string_view line) {
    int status = 0;
    const auto digits = line.substr(std::min(line.find(' ') + 1, line.size())).substr(0, 3);
    std::from_chars(digits.data(), digits.data() + digits.size(), status);
    return std::clamp(status, 0, 999);
}

}  // namespace

pdhs::HttpResponse answer_of(std::string_view text) {
    if (!text.starts_with("HTTP/")) return {200, {}, std::string(text)};
    pdhs::HeaderBlock headers;
    auto line = take_line(text);
    const auto status = status_in(line);
    for (headers.add(line); !text.empty() && !line.empty() && line != "\r"; headers.add(line)) line = take_line(text);
    return {status, headers.take(), std::string(text)};
}

}  // namespace fuzz
