#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "pdhs/core/result.h"
#include "pdhs/settings/dotenv.h"

namespace pdhs {

/// An env file as it was found.
struct EnvFile {
    std::string name;                  ///< as the user calls it, for messages
    std::filesystem::path folder;      ///< absolute; what relative paths in the file, and the defaults, are relative to
    std::vector<DotenvEntry> entries;  ///< in the order of the file
    bool exists = false;
    std::string misnamed;  ///< "<name>.txt" if the file is missing and that one is there, as editors on Windows make it

    /// The last assignment of a key; null if there is none. It points into this object.
    [[nodiscard]] const DotenvEntry* find(std::string_view key) const;
};

/// Reads the file that --env-file names, which must be there, or else `.env` in the working directory, which need not
/// be. ErrorKind::usage for a folder, a file that cannot be read, that is larger than 1 MB, or that is no UTF-8 text.
[[nodiscard]] Result<EnvFile> read_env_file(const std::optional<std::string>& given,
                                            const std::filesystem::path& working_directory);

}  // namespace pdhs
