#pragma once
#include <string>
#include <utility>

namespace pdhs {

/// A token. It has no formatter, no stream operator and no comparison: only reveal() gives the text away,
/// and only the code that writes a request header and the code that checks a setting call it.
class Secret {
  public:
    Secret() = default;
    explicit Secret(std::string text) : text_(std::move(text)) {}

    [[nodiscard]] bool empty() const { return text_.empty(); }
    [[nodiscard]] const std::string& reveal() const { return text_; }
    /// The text with every occurrence of the token replaced, also where JSON escapes some of it: a server may quote
    /// what it was sent.
    [[nodiscard]] std::string redacted_from(std::string text) const;

  private:
    std::string text_;
};

}  // namespace pdhs
