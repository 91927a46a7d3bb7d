#include "fuzz/memory_file.h"

#include <sys/mman.h>
#include <unistd.h>

#include "fuzz/require.h"

namespace fuzz {

MemoryFile::MemoryFile(const char* name) : descriptor_(::memfd_create(name, MFD_CLOEXEC)) {
    require(descriptor_ >= 0, "there is a file in memory");
}

MemoryFile::~MemoryFile() {
    ::close(descriptor_);
}

std::string MemoryFile::path() const {
    return "/proc/self/fd/" + std::to_string(descriptor_);
}

void MemoryFile::write(std::string_view text) const {
    require(::ftruncate(descriptor_, 0) == 0, "a file in memory can be emptied");
    require(::pwrite(descriptor_, text.data(), text.size(), 0) == static_cast<ssize_t>(text.size()),
            "a file in memory can be written");
}

std::string MemoryFile::read() const {
    std::string text(static_cast<std::size_t>(::lseek(descriptor_, 0, SEEK_END)), '\0');
    require(::pread(descriptor_, text.data(), text.size(), 0) == static_cast<ssize_t>(text.size()),
            "a file in memory can be read");
    return text;
}

}  // namespace fuzz
