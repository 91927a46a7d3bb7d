#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "pdhs/core/result.h"
#include "pdhs/settings/env_file.h"
#include "pdhs/settings/settings.h"

namespace pdhs {

/// Where a setting comes from, the strongest first.
enum class Origin { option, environment, env_file };

/// The text of one setting, and where it stands.
struct SettingText {
    std::string text;
    Origin origin = Origin::option;
    std::string place;             ///< for messages: ".env line 3: PDHS_SETTLE", "option --state" and so on
    std::filesystem::path folder;  ///< what a relative path in `text` is relative to; absolute
};

/// Options, environment and env file together. Keeps references to what it was made from.
class Sources {
  public:
    Sources(const SettingOptions& options, const Environment& environment, const EnvFile& env_file,
            std::filesystem::path working_directory);

    /// The strongest text of a key. An empty environment variable counts as unset, and so does an empty assignment in
    /// the env file, except for a token.
    [[nodiscard]] std::optional<SettingText> find(std::string_view key) const;

    [[nodiscard]] const EnvFile& env_file() const { return env_file_; }

  private:
    [[nodiscard]] std::optional<SettingText> find_option(std::string_view key) const;
    [[nodiscard]] std::optional<SettingText> find_variable(std::string_view key) const;
    [[nodiscard]] std::optional<SettingText> find_in_file(std::string_view key) const;

    const SettingOptions& options_;
    const Environment& environment_;
    const EnvFile& env_file_;
    std::filesystem::path working_directory_;
};

/// What is wrong with names.
struct NameFindings {
    std::vector<std::string> problems;  ///< names in the env file that are almost ours, tokens in other capitals
    std::vector<std::string> warnings;  ///< what is harmless but surely not meant
    std::vector<std::string_view> tokens_in_other_capitals;
};
[[nodiscard]] NameFindings check_names(const Environment& environment, const EnvFile& env_file);

/// For systems that take names in other capitals for the same: a variable that a key is meant by gets the key's name,
/// unless another has it.
[[nodiscard]] Environment with_names_of_keys(const Environment& environment);

/// Slips of the pen in the env file where a token was meant, and what to do about them.
[[nodiscard]] std::vector<std::string> slips_in_file(const EnvFile& env_file, std::string_view token);
/// Other names, in the env file and the environment, that may be meant for the token, or be there for other programs.
[[nodiscard]] std::vector<std::string> perhaps_misnamed(const Environment& environment, const EnvFile& env_file,
                                                        std::string_view token);

/// A token of the environment must not go where only the env file says: that file may be somebody else's (design
/// section 11). Refuses a base URL, CA file or proxy from the env file beside such a token.
[[nodiscard]] Result<void> check_destinations(const Sources& sources);

}  // namespace pdhs
