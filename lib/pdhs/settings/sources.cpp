#include "pdhs/settings/sources.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "pdhs/core/text.h"
#include "pdhs/settings/keys.h"

namespace pdhs {

namespace {

struct OptionOfKey {
    std::string_view key;
    std::string_view option;
    std::optional<std::string> SettingOptions::*member;
};

constexpr std::array<OptionOfKey, 4> options_of_keys = {
    {{"PDHS_STATE", "--state", &SettingOptions::state},
     {"PDHS_LOG", "--log-file", &SettingOptions::log_file},
     {"PDHS_LOG_LEVEL", "--log-level", &SettingOptions::log_level},
     {"PDHS_ON_MISSING", "--on-missing", &SettingOptions::on_missing}}};

constexpr std::array<std::string_view, 3> destination_keys = {"HUBSPOT_BASE_URL", "PIPEDRIVE_BASE_URL", "PDHS_CA_FILE"};

bool is_token_key(std::string_view key) {
    return std::find(token_keys.begin(), token_keys.end(), key) != token_keys.end();
}

std::string line_of(const EnvFile& file, const DotenvEntry& entry) {
    return fmt::format("{} line {}", file.name, entry.line);
}

std::string variable_text(std::string_view name) {
    return fmt::format("environment variable {}", printable(repair_utf8(name)));
}

/// Why a name cannot be what was meant; empty if nothing is wrong with it.
std::string objection_to(std::string_view name) {
    if (const auto key = key_in_other_capitals(name)) return fmt::format("must be written {}", *key);
    if (is_setting_key(name) || !has_own_prefix(name)) return {};
    if (const auto key = key_almost_like(name))
        return fmt::format("is no setting of pdhs-sync; did you mean {}?", *key);
    return "is no setting of pdhs-sync; the README lists them under Settings";
}

/// The key of a token that the environment holds under another capitalisation only.
std::optional<std::string_view> misspelt_token(const Environment& environment, std::string_view name) {
    const auto key = key_in_other_capitals(name);
    if (!key || !is_token_key(*key)) return std::nullopt;
    const auto right = environment.find(std::string(*key));
    return right == environment.end() || right->second.empty() ? key : std::nullopt;
}

void check_file_names(const EnvFile& file, NameFindings& findings) {
    for (const auto& entry : file.entries) {
        const auto place = fmt::format("{}: {}", line_of(file, entry), entry.key);
        const auto objection = objection_to(entry.key);
        const auto almost = key_almost_like(entry.key);
        const auto token = key_in_other_capitals(entry.key);
        if (token && is_token_key(*token)) findings.tokens_in_other_capitals.push_back(*token);
        if (!objection.empty())
            findings.problems.push_back(fmt::format("{} {}", place, objection));
        else if (almost)
            findings.warnings.push_back(fmt::format("{} is no setting of pdhs-sync; did you mean {}?", place, *almost));
        if (is_proxy_variable(entry.key) && !entry.value.empty())
            findings.warnings.push_back(
                fmt::format("{} has no effect: proxies are taken from the environment only", place));
    }
}

void check_variable_names(const Environment& environment, NameFindings& findings) {
    for (const auto& [name, value] : environment) {
        const auto objection = value.empty() ? std::string{} : objection_to(name);
        if (objection.empty()) continue;
        const auto token = misspelt_token(environment, name);
        if (token) findings.tokens_in_other_capitals.push_back(*token);
        auto& found = token ? findings.problems : findings.warnings;
        found.push_back(fmt::format("{} {}", variable_text(name), objection));
    }
}

/// The token that comes from the environment; empty if both come from the env file.
std::string_view token_from_environment(const Sources& sources) {
    const auto* const found = std::find_if(token_keys.begin(), token_keys.end(), [&](std::string_view key) {
        const auto token = sources.find(key);
        return token && token->origin == Origin::environment;
    });
    return found == token_keys.end() ? std::string_view{} : *found;
}

Error refused_destination(const std::string& place, std::string_view token) {
    return {ErrorKind::usage,
            fmt::format("{} must not come from the env file while {} comes from the environment; set both in one place",
                        place, token)};
}

}  // namespace

Sources::Sources(const SettingOptions& options, const Environment& environment, const EnvFile& env_file,
                 std::filesystem::path working_directory)
    : options_(options),
      environment_(environment),
      env_file_(env_file),
      working_directory_(std::move(working_directory)) {}

std::optional<SettingText> Sources::find(std::string_view key) const {
    if (auto option = find_option(key)) return option;
    if (auto variable = find_variable(key)) return variable;
    return find_in_file(key);
}

std::optional<SettingText> Sources::find_option(std::string_view key) const {
    const auto* const found = std::find_if(options_of_keys.begin(), options_of_keys.end(),
                                           [&](const OptionOfKey& candidate) { return candidate.key == key; });
    if (found == options_of_keys.end()) return std::nullopt;
    const auto& text = options_.*(found->member);
    if (!text) return std::nullopt;
    return SettingText{*text, Origin::option, fmt::format("option {}", found->option), working_directory_};
}

std::optional<SettingText> Sources::find_variable(std::string_view key) const {
    const auto found = environment_.find(std::string(key));
    if (found == environment_.end() || found->second.empty()) return std::nullopt;
    return SettingText{found->second, Origin::environment, variable_text(key), working_directory_};
}

std::optional<SettingText> Sources::find_in_file(std::string_view key) const {
    const auto* const entry = env_file_.find(key);
    if (entry == nullptr || (entry->value.empty() && !is_token_key(key))) return std::nullopt;
    return SettingText{entry->value, Origin::env_file, fmt::format("{}: {}", line_of(env_file_, *entry), key),
                       env_file_.folder};
}

Environment with_names_of_keys(const Environment& environment) {
    auto result = environment;
    for (const auto& [name, value] : environment) {
        const auto key = key_in_other_capitals(name);
        if (!key) continue;
        result.emplace(*key, value);
        result.erase(name);
    }
    return result;
}

NameFindings check_names(const Environment& environment, const EnvFile& env_file) {
    NameFindings findings;
    check_file_names(env_file, findings);
    check_variable_names(environment, findings);
    return findings;
}

std::vector<std::string> slips_in_file(const EnvFile& env_file, std::string_view token) {
    std::vector<std::string> places;
    for (const auto& entry : env_file.entries)
        if (token_almost_like(entry.key) == token)
            places.push_back(fmt::format("{}: {} must be called {}", line_of(env_file, entry), entry.key, token));
    return places;
}

std::vector<std::string> perhaps_misnamed(const Environment& environment, const EnvFile& env_file,
                                          std::string_view token) {
    std::vector<std::string> places;
    for (const auto& entry : env_file.entries)
        if (token_perhaps_meant_by(entry.key) == token)
            places.push_back(fmt::format("if {}: {} is meant for it, it must be called {}", line_of(env_file, entry),
                                         entry.key, token));
    for (const auto& [name, value] : environment)
        if (!value.empty() && (token_almost_like(name) == token || token_perhaps_meant_by(name) == token))
            places.push_back(fmt::format("if {} is meant for it, it must be called {}", variable_text(name), token));
    return places;
}

Result<void> check_destinations(const Sources& sources) {
    const auto token = token_from_environment(sources);
    if (token.empty()) return {};
    for (const auto key : destination_keys) {
        const auto setting = sources.find(key);
        if (setting && setting->origin == Origin::env_file) return refused_destination(setting->place, token);
    }
    for (const auto& entry : sources.env_file().entries) {
        if (is_proxy_variable(entry.key) && !entry.value.empty())
            return refused_destination(fmt::format("{}: {}", line_of(sources.env_file(), entry), entry.key), token);
    }
    return {};
}

}  // namespace pdhs
