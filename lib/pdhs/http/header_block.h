#pragma once
#include <map>
#include <string>
#include <string_view>

namespace pdhs {

/// Collects header lines as they arrive, and keeps those of the final answer only: a status line begins anew (a 1xx
/// came before), and lines after the empty one (trailers) are ignored, as are folded ones.
class HeaderBlock {
  public:
    /// One line, with or without its line end.
    void add(std::string_view line);
    /// Names in lower case, values trimmed; of repeated names the last value.
    [[nodiscard]] std::map<std::string, std::string> take() { return std::move(headers_); }

  private:
    void add_field(std::string_view line);

    std::map<std::string, std::string> headers_;
    bool complete_ = false;
};

}  // namespace pdhs
