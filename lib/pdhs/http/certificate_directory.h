#pragma once
#include <filesystem>

namespace pdhs {

/// Whether `directory` holds a system's certificates under the hashes of their subjects ("3513523f.0"), so that
/// OpenSSL reads only the one it needs. A few such files (a company's own authority) are not the system's store.
[[nodiscard]] bool is_hashed_certificate_directory(const std::filesystem::path& directory);

}  // namespace pdhs
