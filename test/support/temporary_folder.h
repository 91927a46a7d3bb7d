#pragma once
#include <filesystem>
#include <map>
#include <random>
#include <string>

#include "support/file_content.h"

namespace support {

/// A new folder that is removed with all its contents at the end.
class TemporaryFolder {
  public:
    TemporaryFolder() {
        std::random_device random;
        do path_ = std::filesystem::temp_directory_path() / ("pdhs-test-" + std::to_string(random()));
        while (!std::filesystem::create_directory(path_));
        std::filesystem::permissions(path_, std::filesystem::perms::owner_all);
    }
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;
    ~TemporaryFolder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }

    [[nodiscard]] const std::filesystem::path& path() const { return path_; }
    /// The path of a file in it, whether there is one or not.
    [[nodiscard]] std::string file(const std::string& name) const { return (path_ / name).string(); }
    /// The bytes of all files in it, by name.
    [[nodiscard]] std::map<std::string, std::string> contents() const {
        std::map<std::string, std::string> result;
        for (const auto& entry : std::filesystem::directory_iterator(path_))
            result[entry.path().filename().string()] = file_content(entry.path().string());
        return result;
    }

  private:
    std::filesystem::path path_;
};

}  // namespace support
