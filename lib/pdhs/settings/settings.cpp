#include "pdhs/settings/settings.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <system_error>

#include "pdhs/settings/base_url.h"
#include "pdhs/settings/env_file.h"
#include "pdhs/settings/keys.h"
#include "pdhs/settings/parse.h"
#include "pdhs/settings/sources.h"

namespace pdhs {

namespace {

namespace fs = std::filesystem;

constexpr Millis shortest_full_every = std::chrono::minutes{1};
constexpr long long most_daily_tokens = 1'000'000'000;

Unexpected refuse(const SettingText& setting, std::string_view predicate) {
    return fail(ErrorKind::usage, fmt::format("{} {}", setting.place, predicate));
}

/// Puts the parsed text of a key into `target`; leaves the default there when the key is not set.
template <class T, class Parse>
Result<void> take(const Sources& sources, std::string_view key, T& target, Parse parse) {
    const auto setting = sources.find(key);
    if (!setting) return {};
    auto parsed = parse(setting->text);
    if (!parsed) return refuse(*setting, parsed.error().message);
    target = std::move(*parsed);
    return {};
}

Result<Millis> parse_full_every(const std::string& text) {
    PDHS_TRY(const auto interval, parse_duration(text));
    if (interval < shortest_full_every) return fail(ErrorKind::usage, "must be at least 1m");
    return interval;
}

Result<long long> parse_daily_tokens(const std::string& text) {
    return parse_number(text, 1, most_daily_tokens);
}

bool is_visible_ascii(char c) {
    return c >= 0x21 && c <= 0x7E;
}

Result<Secret> parse_token(const std::string& text) {
    if (text.find_first_not_of(" \t\r\n") == std::string::npos) return fail(ErrorKind::usage, "must not be blank");
    if (!std::all_of(text.begin(), text.end(), is_visible_ascii))
        return fail(ErrorKind::usage,
                    "must hold letters, digits and signs of ASCII only; look for a blank, a line break or a missing "
                    "quote");
    return Secret(text);
}

/// An absolute path; relative ones count from where the setting stands.
Result<std::string> resolve_path(const SettingText& setting) {
    const auto is_control = [](char c) { return static_cast<unsigned char>(c) < 0x20; };
    if (setting.text.empty()) return refuse(setting, "must not be empty");
    if (std::any_of(setting.text.begin(), setting.text.end(), is_control))
        return refuse(setting, "must be the path of a file, on one line");
    return (setting.folder / setting.text).lexically_normal().string();
}

Result<void> take_path(const Sources& sources, std::string_view key, std::string& target) {
    const auto setting = sources.find(key);
    if (!setting) return {};
    PDHS_TRY(target, resolve_path(*setting));
    return {};
}

Result<void> take_ca_file(const Sources& sources, std::string& target) {
    PDHS_CHECK(take_path(sources, "PDHS_CA_FILE", target));
    std::error_code ignored;
    if (target.empty() || (fs::is_regular_file(target, ignored) && std::ifstream(target).good())) return {};
    return refuse(*sources.find("PDHS_CA_FILE"), "must name a PEM file that can be read");
}

Result<void> take_platforms(const Sources& sources, Settings& settings) {
    settings.hubspot.base_url = "https://api.hubapi.com";
    settings.pipedrive.base_url = "https://api.pipedrive.com";
    PDHS_CHECK(take(sources, "PIPEDRIVE_TOKEN", settings.pipedrive.token, parse_token));
    PDHS_CHECK(take(sources, "HUBSPOT_API_Key", settings.hubspot.token, parse_token));
    PDHS_CHECK(take(sources, "HUBSPOT_BASE_URL", settings.hubspot.base_url, parse_base_url));
    PDHS_CHECK(take(sources, "PIPEDRIVE_BASE_URL", settings.pipedrive.base_url, parse_base_url));
    PDHS_CHECK(take(sources, "PDHS_HUBSPOT_API", settings.hubspot_api, parse_hubspot_api));
    return take_ca_file(sources, settings.ca_file);
}

Result<void> take_files(const Sources& sources, Settings& settings) {
    settings.state_path = (sources.env_file().folder / "pdhs-sync.db").string();
    settings.log_path = (sources.env_file().folder / "output.log").string();
    PDHS_CHECK(take_path(sources, "PDHS_STATE", settings.state_path));
    PDHS_CHECK(take_path(sources, "PDHS_LOG", settings.log_path));
    PDHS_CHECK(take(sources, "PDHS_LOG_LEVEL", settings.log_level, parse_log_level));
    PDHS_CHECK(take(sources, "PDHS_LOG_MAX", settings.log_max_bytes, parse_size));
    if (settings.state_path == settings.log_path)
        return fail(ErrorKind::usage, "PDHS_STATE (--state) and PDHS_LOG (--log-file) must name different files");
    return {};
}

Result<void> take_policy(const Sources& sources, Settings& settings) {
    PDHS_CHECK(take(sources, "PDHS_FULL_EVERY", settings.full_every, parse_full_every));
    PDHS_CHECK(take(sources, "PDHS_ON_MISSING", settings.on_missing, parse_on_missing));
    PDHS_CHECK(take(sources, "PDHS_IGNORE", settings.ignore, parse_ignore_list));
    PDHS_CHECK(take(sources, "PDHS_SETTLE", settings.settle, parse_duration));
    PDHS_CHECK(take(sources, "PDHS_API_SHARE", settings.api_share_percent, parse_percent));
    PDHS_CHECK(take(sources, "PDHS_PIPEDRIVE_DAILY_TOKENS", settings.pipedrive_daily_tokens, parse_daily_tokens));
    return take(sources, "PDHS_PARTIAL_VIEW", settings.partial_view, parse_switch);
}

std::string missing_names(const Settings& settings) {
    if (!settings.hubspot.token.empty()) return "PIPEDRIVE_TOKEN is";
    if (!settings.pipedrive.token.empty()) return "HUBSPOT_API_Key is";
    return "PIPEDRIVE_TOKEN and HUBSPOT_API_Key are";
}

Result<void> check_tokens(const Settings& settings, const EnvFile& env_file) {
    if (!settings.hubspot.token.empty() && !settings.pipedrive.token.empty()) return {};
    const auto hint =
        env_file.misnamed.empty() ? std::string{} : fmt::format("; {} is there: rename it", env_file.misnamed);
    return fail(ErrorKind::usage, fmt::format("{} not set: neither in {} nor in the environment{}",
                                              missing_names(settings), env_file.name, hint));
}

Result<fs::path> working_directory() {
    std::error_code error;
    auto path = fs::current_path(error);
    if (error) return fail(ErrorKind::usage, fmt::format("the working directory is not usable: {}", error.message()));
    return path;
}

}  // namespace

Environment current_environment() {
    Environment result;
    for (char** entry = environ; entry != nullptr && *entry != nullptr; ++entry) {
        const std::string text = *entry;
        const auto sign = text.find('=');
        if (sign != std::string::npos) result.emplace(text.substr(0, sign), text.substr(sign + 1));
    }
    return result;
}

Result<Settings> load_settings(const SettingOptions& options, const Environment& environment) {
    PDHS_TRY(const auto directory, working_directory());
    PDHS_TRY(const auto env_file, read_env_file(options.env_file, directory));
    const Sources sources(options, environment, env_file, directory);
    Settings settings;
    PDHS_TRY(settings.warnings, check_names(environment, env_file));
    PDHS_CHECK(take_platforms(sources, settings));
    PDHS_CHECK(check_tokens(settings, env_file));
    PDHS_CHECK(check_destinations(sources));
    PDHS_CHECK(take_files(sources, settings));
    PDHS_CHECK(take_policy(sources, settings));
    return settings;
}

}  // namespace pdhs
