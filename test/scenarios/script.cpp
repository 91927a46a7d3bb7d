#include "scenarios/script.h"

#include <charconv>
#include <map>
#include <sstream>

namespace scenarios {

namespace {

constexpr std::string_view blanks = " \t\r";

void add_to_block(Script& script, Line line) {
    if (script.lines.empty()) throw Mismatch(line.number, "an indented line needs one above it that it belongs to");
    script.lines.back().block.push_back(std::move(line));
}

}  // namespace

std::string trimmed(std::string_view text) {
    const auto begin = text.find_first_not_of(blanks);
    if (begin == std::string_view::npos) return {};
    return std::string(text.substr(begin, text.find_last_not_of(blanks) - begin + 1));
}

std::vector<std::string> words_of(std::string_view text) {
    std::istringstream stream{std::string(text)};
    std::vector<std::string> words;
    for (std::string word; stream >> word;) words.push_back(word);
    return words;
}

std::vector<std::string> parts_of(std::string_view text, char separator) {
    std::vector<std::string> parts;
    for (std::size_t begin = 0; begin <= text.size();) {
        const auto end = std::min(text.find(separator, begin), text.size());
        parts.push_back(trimmed(text.substr(begin, end - begin)));
        begin = end + 1;
    }
    return parts;
}

std::string text_behind(const Line& line, std::size_t count) {
    std::size_t at = 0;
    for (const auto& word : words_of(line.text)) {
        if (count-- == 0) return line.text.substr(line.text.find(word, at));
        at = line.text.find(word, at) + word.size();
    }
    throw Mismatch(line.number, "'" + line.text + "' ends too early");
}

int number_of(const Line& line, const std::string& word) {
    int number = 0;
    const auto* const end = word.data() + word.size();
    const auto [at, error] = std::from_chars(word.data(), end, number);
    if (error != std::errc{} || at != end) throw Mismatch(line.number, "'" + word + "' is no whole number");
    return number;
}

std::chrono::milliseconds duration_of(const Line& line, const std::string& word) {
    static const std::map<char, int> seconds = {{'s', 1}, {'m', 60}, {'h', 3600}, {'d', 86400}};
    const auto unit = word.empty() ? seconds.end() : seconds.find(word.back());
    if (unit == seconds.end()) throw Mismatch(line.number, "'" + word + "' is no time such as 90s, 3m, 2h or 1d");
    return std::chrono::seconds{number_of(line, word.substr(0, word.size() - 1))} * unit->second;
}

Script parse_script(const std::string& name, std::string_view text) {
    Script script{name, {}, {}};
    std::istringstream stream{std::string(text)};
    int number = 0;
    for (std::string raw; std::getline(stream, raw);) {
        Line line{++number, trimmed(raw), {}};
        if (number == 1 && line.text.starts_with("# ")) script.headline = line.text.substr(2);
        if (line.text.empty() || line.text.front() == '#') continue;
        if (raw.front() == ' ' || raw.front() == '\t')
            add_to_block(script, std::move(line));
        else
            script.lines.push_back(std::move(line));
    }
    if (script.headline.empty()) throw Mismatch(1, "the first line says, after '# ', what the scenario shows");
    return script;
}

}  // namespace scenarios
