#pragma once
#include <string>
#include <string_view>

namespace fuzz {

/// A file that has a path, and lives in memory only (memfd_create, Linux). Both writing and reading take it whole.
class MemoryFile {
  public:
    explicit MemoryFile(const char* name);
    MemoryFile(const MemoryFile&) = delete;
    MemoryFile& operator=(const MemoryFile&) = delete;
    ~MemoryFile();

    [[nodiscard]] std::string path() const;
    void write(std::string_view text) const;
    [[nodiscard]] std::string read() const;

  private:
    int descriptor_;
};

}  // namespace fuzz
