#pragma once
#include <fstream>
#include <iterator>
#include <string>

namespace support {

/// All bytes of a file; empty when it cannot be read.
inline std::string file_content(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

/// Makes the file, or replaces what is in it.
inline void write_file(const std::string& path, const std::string& content) {
    std::ofstream file(path, std::ios::binary | std::ios::trunc);
    file << content;
}

}  // namespace support
