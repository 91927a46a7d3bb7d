#include "output.h"

#include <cerrno>
#include <cstring>

bool write_text(std::FILE* file, const std::string& text) {
    const bool written = std::fwrite(text.data(), 1, text.size(), file) == text.size();
    return std::fflush(file) == 0 && written;
}

void write_report(const std::string& text) {
    errno = 0;
    if (write_text(stdout, text) || errno == EPIPE) return;
    write_text(stderr, std::string("pdhs-sync: the report could not be written: ") + std::strerror(errno) + "\n");
}
