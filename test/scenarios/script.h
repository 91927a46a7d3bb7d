#pragma once
#include <chrono>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace scenarios {

/// One line of a scenario file with the indented lines below it.
struct Line {
    int number = 0;
    std::string text;  ///< without indentation
    std::vector<Line> block;

    bool operator==(const Line&) const = default;
};

/// A scenario file, cut into lines; README.md describes the language.
struct Script {
    std::string name;      ///< the file's, without its ending
    std::string headline;  ///< its first line, a comment
    std::vector<Line> lines;
};

/// Something in a scenario did not come out as it says, or it cannot be understood.
class Mismatch : public std::runtime_error {
  public:
    Mismatch(int line_number, const std::string& message) : std::runtime_error(message), line_(line_number) {}
    [[nodiscard]] int line() const { return line_; }

  private:
    int line_;
};

/// Cuts the text of a scenario file. Comments and empty lines go; a block is one level deep. Throws Mismatch.
Script parse_script(const std::string& name, std::string_view text);

/// Without outer blanks.
std::string trimmed(std::string_view text);
/// The parts between blanks.
std::vector<std::string> words_of(std::string_view text);
/// The parts between `separator`s, each trimmed.
std::vector<std::string> parts_of(std::string_view text, char separator);
/// All behind the first `count` words. Throws Mismatch when there is nothing.
std::string text_behind(const Line& line, std::size_t count);
/// The whole number that `word` is. Throws Mismatch.
int number_of(const Line& line, const std::string& word);
/// The time that `word` is: `90s`, `3m`, `2h`, `1d`. Throws Mismatch.
std::chrono::milliseconds duration_of(const Line& line, const std::string& word);

}  // namespace scenarios
