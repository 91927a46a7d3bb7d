#pragma once
#include <filesystem>
#include <string>
#include <string_view>

#include "pdhs/core/text.h"

namespace pdhs {

/// A path from UTF-8, which is what all texts here are; on Windows std::filesystem takes them for something else, and
/// has no names that are not Unicode.
[[nodiscard]] inline std::filesystem::path path_of(std::string_view text) {
    if constexpr (sizeof(std::filesystem::path::value_type) == 1) return std::string(text);
    const auto valid = repair_utf8(text);
    return std::u8string(valid.begin(), valid.end());
}

[[nodiscard]] inline std::string text_of(const std::filesystem::path& path) {
    const auto text = path.u8string();
    return {text.begin(), text.end()};
}

/// As the path of a log: this process's standard error, on every system.
inline constexpr std::string_view standard_error_path = "/dev/stderr";

/// The folder of a file; "." for a bare name.
[[nodiscard]] inline std::string folder_of(std::string_view file) {
    const auto folder = text_of(path_of(file).parent_path());
    return folder.empty() ? "." : folder;
}

}  // namespace pdhs
