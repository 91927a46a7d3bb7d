// The env file and the forms of the settings in it. The input is an env file; what it holds is read as if it came from
// there, and from the environment, without a file on a disk.
#include <algorithm>
#include <filesystem>

#include "fuzz/pieces.h"
#include "fuzz/require.h"
#include "fuzz/sound.h"
#include "pdhs/settings/base_url.h"
#include "pdhs/settings/dotenv.h"
#include "pdhs/settings/keys.h"
#include "pdhs/settings/parse.h"
#include "pdhs/settings/settings.h"
#include "pdhs/settings/sources.h"

namespace {

using fuzz::require;
using fuzz::require_same;
using pdhs::DotenvEntry;
using pdhs::Millis;

/// Stands in values, and must never show in a message.
constexpr std::string_view canary = "Zq7Xv9Kw";

bool is_key_character(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '.' ||
           c == '-';
}

std::string with_windows_line_ends(std::string_view text) {
    std::string result;
    for (const auto c : text) result += c == '\n' ? std::string("\r\n") : std::string(1, c);
    return result;
}

/// The entry as an env file may hold it; empty where no single quotes can hold the value.
std::string assignment(const DotenvEntry& entry) {
    const bool is_plain = entry.value.find_first_of("'\r") == std::string::npos && !entry.value.ends_with('\\');
    return is_plain ? entry.key + "='" + entry.value + "'\n" : std::string{};
}

void check_entries(std::string_view text, const std::vector<DotenvEntry>& entries) {
    const auto lines = 1 + std::count_if(text.begin(), text.end(), [](char c) { return c == '\n' || c == '\r'; });
    int line = 1;
    for (const auto& entry : entries) {
        require(!entry.key.empty() && std::all_of(entry.key.begin(), entry.key.end(), is_key_character), "a key");
        require(entry.line >= line && entry.line <= lines, "entries come in the order of the file");
        line = entry.line;
        if (const auto again = assignment(entry); !again.empty())
            require(pdhs::parse_dotenv(again) == std::vector{DotenvEntry{entry.key, entry.value, 1}},
                    "a quoted value is read as it stands");
    }
}

void check_forms(std::string_view text, const std::vector<DotenvEntry>& entries) {
    require(pdhs::parse_dotenv("\xEF\xBB\xBF" + std::string(text)) == entries, "a byte order mark makes no difference");
    if (text.find('\r') == std::string_view::npos)
        require(pdhs::parse_dotenv(with_windows_line_ends(text)) == entries, "line ends make no difference");
}

void check_url(std::string_view text) {
    const auto url = pdhs::parse_base_url(text);
    if (!url) return;
    require_same(*pdhs::parse_base_url(*url), *url, "an accepted URL is accepted as it comes back");
    const bool is_here =
        url->starts_with("http://localhost") || url->starts_with("http://127.") || url->starts_with("http://[::1]");
    require(url->starts_with("https://") || is_here, "a token is sent in clear text to this machine only");
    require(url->find_first_of("@?#\\ \r\n", 8) == std::string::npos && url->find('/', 8) == std::string::npos,
            "an accepted URL is scheme, host and port");
}

void check_numbers(const std::string& text) {
    constexpr Millis longest = std::chrono::hours{24} * 3'650;
    const auto duration = pdhs::parse_duration(text);
    require(!duration || (*duration >= Millis{0} && *duration <= longest), "a duration within ten years");
    const auto size = pdhs::parse_size(text);
    require(!size || (*size >= 10'000 && *size <= 100'000'000'000), "a size from 10 KB to 100 GB");
    const auto percent = pdhs::parse_percent(text);
    require(!percent || (*percent >= 1 && *percent <= 100), "a share from 1 % to 100 %");
    const auto number = pdhs::parse_number(text, -1, 5);
    require(!number || (*number >= 0 && *number <= 5), "a number within its limits");
}

void check_words(const std::string& text) {
    if (const auto ignored = pdhs::parse_ignore_list(text))
        for (const auto& entry : *ignored)
            require(std::count(entry.begin(), entry.end(), '@') == 1, "an address or a domain");
    if (const auto api = pdhs::parse_hubspot_api(text))
        require(*api == "v3" || api->size() == std::string_view("2026-09").size(), "a version of HubSpot's API");
    require(!pdhs::parse_switch(text) || text.size() == 1, "0 or 1");
    (void)pdhs::parse_log_level(text);
    (void)pdhs::parse_on_missing(text);
}

bool is_visible(const std::string& text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c > 0x20 && c < 0x7F; });
}

void check_settings(const pdhs::Settings& settings) {
    for (const auto* platform : {&settings.hubspot, &settings.pipedrive}) {
        require(is_visible(platform->token.reveal()), "a token fits into a header");
        require_same(*pdhs::parse_base_url(platform->base_url), platform->base_url, "a base URL");
    }
    require(settings.full_every >= std::chrono::minutes{1} && settings.settle >= Millis{0}, "times that can be kept");
    require(settings.api_share_percent >= 1 && settings.api_share_percent <= 100, "a share");
    require(settings.pipedrive_daily_tokens >= 1 && settings.log_max_bytes >= 10'000, "numbers within their limits");
    require(settings.state_path.starts_with('/') && settings.log_path.starts_with('/'), "paths are absolute");
    require(settings.state_path != settings.log_path, "the log does not overwrite the state");
}

/// A value may be a token that stands in the wrong place.
void check_lines(const std::vector<std::string>& lines) {
    for (const auto& line : lines) {
        fuzz::require_printable(line, "a message can be shown");
        require(line.find(canary) == std::string::npos, "a message repeats no value");
    }
}

void check_error(const pdhs::Error& error) {
    require(error.kind == pdhs::ErrorKind::usage, "a wrong setting is a usage error");
    require(!error.message.empty(), "an error has a message");
    check_lines(fuzz::pieces(error.message, "\n"));
}

void check_variables(const pdhs::Environment& environment) {
    const auto settings = pdhs::load_settings({}, environment);
    if (!settings) return check_error(settings.error());
    check_settings(*settings);
    check_lines(settings->warnings);
}

void check_sources(const pdhs::Environment& environment, const std::vector<DotenvEntry>& entries) {
    const pdhs::EnvFile file{".env", "/etc", entries, true, {}};
    const pdhs::SettingOptions options;
    const pdhs::Environment nothing;
    const pdhs::Sources sources(options, nothing, file, "/");
    for (const auto key : pdhs::setting_keys) {
        const auto setting = sources.find(key);
        const auto last = environment.find(std::string(key));
        if (setting) require(last != environment.end() && setting->text == last->second, "the last assignment wins");
    }
    const auto findings = pdhs::check_names(environment, file);
    check_lines(findings.problems);
    check_lines(findings.warnings);
    for (const auto token : pdhs::token_keys) {
        check_lines(pdhs::slips_in_file(file, token));
        check_lines(pdhs::perhaps_misnamed(environment, file, token));
    }
    const auto allowed = pdhs::check_destinations(pdhs::Sources(options, environment, file, "/"));
    if (!allowed) check_error(allowed.error());
}

pdhs::Environment environment_of(const std::vector<DotenvEntry>& entries) {
    pdhs::Environment environment;
    for (const auto& entry : entries) environment[entry.key] = entry.value;
    return environment;
}

/// The same keys with values that all hold the canary.
void check_secrecy(std::vector<DotenvEntry> entries) {
    for (auto& entry : entries) entry.value += canary;
    const auto environment = environment_of(entries);
    check_variables(environment);
    check_sources(environment, entries);
}

}  // namespace

/// The settings of whoever fuzzes would be read as well.
extern "C" int LLVMFuzzerInitialize(int*, char***) {
    require(!std::filesystem::exists(".env"), "the folder that this runs in has no .env");
    return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    const auto text = fuzz::text_of(data, size);
    const auto entries = pdhs::parse_dotenv(text);
    check_entries(text, entries);
    check_forms(text, entries);
    for (const auto& entry : entries) {
        check_url(entry.value);
        check_numbers(entry.value);
        check_words(entry.value);
    }
    if (text.find(canary) != std::string_view::npos) return 0;
    check_variables(environment_of(entries));
    check_secrecy(entries);
    return 0;
}
