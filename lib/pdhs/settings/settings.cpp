#include "pdhs/settings/settings.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <system_error>

#include "pdhs/core/path.h"
#include "pdhs/core/token_shape.h"
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
    return text_of((setting.folder / path_of(setting.text)).lexically_normal());
}

Result<void> take_path(const Sources& sources, std::string_view key, std::string& target) {
    const auto setting = sources.find(key);
    if (!setting) return {};
    PDHS_TRY(target, resolve_path(*setting));
    return {};
}

Result<void> take_log_path(const Sources& sources, std::string& target) {
    const auto setting = sources.find("PDHS_LOG");
    if (!setting || setting->text != standard_error_path) return take_path(sources, "PDHS_LOG", target);
    target = standard_error_path;
    return {};
}

Result<void> take_ca_file(const Sources& sources, std::string& target) {
    PDHS_CHECK(take_path(sources, "PDHS_CA_FILE", target));
    std::error_code ignored;
    if (target.empty() || (fs::is_regular_file(path_of(target), ignored) && std::ifstream(path_of(target)).good()))
        return {};
    return refuse(*sources.find("PDHS_CA_FILE"), "must name a PEM file that can be read");
}

/// All that is wrong, so that it can be mended at once.
class Problems {
  public:
    void add(std::string problem) { lines_.push_back(std::move(problem)); }
    void add(const Result<void>& result) {
        if (!result) lines_.push_back(result.error().message);
    }
    void add(const std::vector<std::string>& problems) {
        lines_.insert(lines_.end(), problems.begin(), problems.end());
    }
    [[nodiscard]] Result<void> result() const {
        if (lines_.empty()) return {};
        return fail(ErrorKind::usage, fmt::format("{}", fmt::join(lines_, "\n")));
    }

  private:
    std::vector<std::string> lines_;
};

/// Before a request would take HubSpot's token to Pipedrive: its shape cannot be mistaken. Forty hexadecimal digits
/// could be anybody's.
Result<void> check_pipedrive_token(const Sources& sources, const Settings& settings) {
    if (shape_of(settings.pipedrive.token) != TokenShape::hubspot) return {};
    const auto setting = *sources.find("PIPEDRIVE_TOKEN");
    if (shape_of(settings.hubspot.token) == TokenShape::pipedrive)
        return refuse(setting, "holds HubSpot's token, and HUBSPOT_API_Key that of Pipedrive: exchange the two");
    return refuse(setting, "holds a token of HubSpot (pat-...): put Pipedrive's API token there");
}

void take_platforms(const Sources& sources, Settings& settings, Problems& problems) {
    settings.hubspot.base_url = "https://api.hubapi.com";
    settings.pipedrive.base_url = "https://api.pipedrive.com";
    problems.add(take(sources, "PIPEDRIVE_TOKEN", settings.pipedrive.token, parse_token));
    problems.add(take(sources, "HUBSPOT_API_Key", settings.hubspot.token, parse_token));
    problems.add(take(sources, "HUBSPOT_BASE_URL", settings.hubspot.base_url, parse_base_url));
    problems.add(take(sources, "PIPEDRIVE_BASE_URL", settings.pipedrive.base_url, parse_base_url));
    settings.hubspot.has_default_base_url = !sources.find("HUBSPOT_BASE_URL");
    settings.pipedrive.has_default_base_url = !sources.find("PIPEDRIVE_BASE_URL");
    problems.add(take(sources, "PDHS_HUBSPOT_API", settings.hubspot_api, parse_hubspot_api));
    problems.add(take_ca_file(sources, settings.ca_file));
    problems.add(check_pipedrive_token(sources, settings));
}

void take_files(const Sources& sources, Settings& settings, Problems& problems) {
    settings.state_path = text_of(sources.env_file().folder / "pdhs-sync.db");
    settings.log_path = text_of(sources.env_file().folder / "output.log");
    problems.add(take_path(sources, "PDHS_STATE", settings.state_path));
    problems.add(take_log_path(sources, settings.log_path));
    problems.add(take(sources, "PDHS_LOG_LEVEL", settings.log_level, parse_log_level));
    problems.add(take(sources, "PDHS_LOG_MAX", settings.log_max_bytes, parse_size));
    if (settings.state_path == settings.log_path)
        problems.add("PDHS_STATE (--state) and PDHS_LOG (--log-file) must name different files");
}

void take_policy(const Sources& sources, Settings& settings, Problems& problems) {
    problems.add(take(sources, "PDHS_FULL_EVERY", settings.full_every, parse_full_every));
    problems.add(take(sources, "PDHS_ON_MISSING", settings.on_missing, parse_on_missing));
    problems.add(take(sources, "PDHS_IGNORE", settings.ignore, parse_ignore_list));
    problems.add(take(sources, "PDHS_SETTLE", settings.settle, parse_duration));
    problems.add(take(sources, "PDHS_API_SHARE", settings.api_share_percent, parse_percent));
    problems.add(take(sources, "PDHS_PIPEDRIVE_DAILY_TOKENS", settings.pipedrive_daily_tokens, parse_daily_tokens));
    problems.add(take(sources, "PDHS_PARTIAL_VIEW", settings.partial_view, parse_switch));
}

/// Where the file would have to be; it is a common mistake to start the program in another folder.
std::string absence_of(const EnvFile& env_file) {
    if (!env_file.misnamed.empty()) return fmt::format("; {} is there: rename it", env_file.misnamed);
    if (env_file.exists) return {};
    return fmt::format("; there is no {} in {}: start in the folder that has it, or name it with --env-file",
                       env_file.name, text_of(env_file.folder));
}

/// The tokens that nothing is found for, and no name that is a slip of the pen was told.
std::vector<std::string_view> unset_tokens(const Sources& sources, const NameFindings& names) {
    std::vector<std::string_view> unset;
    for (const auto key : token_keys) {
        const auto& told = names.tokens_in_other_capitals;
        if (!sources.find(key) && std::find(told.begin(), told.end(), key) == told.end()) unset.push_back(key);
    }
    return unset;
}

/// First what can be mended at once: a name in the file that was meant for a token.
void check_tokens(const Sources& sources, const Environment& environment, const NameFindings& names,
                  Problems& problems) {
    const auto& env_file = sources.env_file();
    std::vector<std::string_view> unset;
    for (const auto key : unset_tokens(sources, names)) {
        const auto slips = slips_in_file(env_file, key);
        problems.add(slips);
        if (slips.empty()) unset.push_back(key);
    }
    if (unset.empty()) return;
    problems.add(fmt::format("{} {} not set: neither in {} nor in the environment{}", fmt::join(unset, " and "),
                             unset.size() == 1 ? "is" : "are", env_file.name, absence_of(env_file)));
    for (const auto key : unset) problems.add(perhaps_misnamed(environment, env_file, key));
}

Result<fs::path> working_directory() {
    std::error_code error;
    auto path = fs::current_path(error);
    if (error) return fail(ErrorKind::usage, fmt::format("the working directory is not usable: {}", error.message()));
    return path;
}

}  // namespace

Result<Settings> load_settings(const SettingOptions& options, const Environment& of_process) {
    const auto environment = variables_have_any_capitals() ? with_names_of_keys(of_process) : of_process;
    PDHS_TRY(const auto directory, working_directory());
    PDHS_TRY(const auto env_file, read_env_file(options.env_file, directory));
    const Sources sources(options, environment, env_file, directory);
    Settings settings;
    if (env_file.exists)
        settings.env_file = text_of((directory / path_of(options.env_file.value_or(".env"))).lexically_normal());
    Problems problems;
    auto names = check_names(environment, env_file);
    settings.warnings = std::move(names.warnings);
    problems.add(names.problems);
    check_tokens(sources, environment, names, problems);
    take_platforms(sources, settings, problems);
    problems.add(check_destinations(sources));
    take_files(sources, settings, problems);
    take_policy(sources, settings, problems);
    PDHS_CHECK(problems.result());
    return settings;
}

}  // namespace pdhs
