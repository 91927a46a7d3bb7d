#pragma once
#include <filesystem>
#include <string>
#include <string_view>

namespace pdhs {

/// A path from UTF-8, which is what all texts here are; on Windows std::filesystem takes them for something else.
[[nodiscard]] inline std::filesystem::path path_of(std::string_view text) {
    return std::u8string(text.begin(), text.end());
}

[[nodiscard]] inline std::string text_of(const std::filesystem::path& path) {
    const auto text = path.u8string();
    return {text.begin(), text.end()};
}

/// The folder of a file; "." for a bare name.
[[nodiscard]] inline std::string folder_of(std::string_view file) {
    const auto folder = text_of(path_of(file).parent_path());
    return folder.empty() ? "." : folder;
}

}  // namespace pdhs
