#include "output.h"

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <sstream>

#include "pdhs/system/console.h"

bool write_text(std::FILE* file, const std::string& text) {
    const bool written = std::fwrite(text.data(), 1, text.size(), file) == text.size();
    return std::fflush(file) == 0 && written;
}

void write_error(const std::string& message) {
    std::string text;
    std::istringstream lines(message);
    for (std::string line; std::getline(lines, line);) text += "pdhs-sync: " + line + '\n';
    write_text(stderr, text);
}

pdhs::Terminal terminal_of_stdout() {
    const char* no_color = std::getenv("NO_COLOR");
    const bool may_use_colour = pdhs::obeys_control_sequences(stdout) && (no_color == nullptr || *no_color == '\0');
    return may_use_colour ? pdhs::Terminal::colour : pdhs::Terminal::plain;
}

bool write_report(const std::string& text) {
    errno = 0;
    if (write_text(stdout, text) || errno == EPIPE) return true;
    write_text(stderr, std::string("pdhs-sync: the report could not be written: ") + std::strerror(errno) + "\n");
    return false;
}
