#pragma once
#include <optional>
#include <string>
#include <vector>

#include "pdhs/core/log.h"
#include "pdhs/core/result.h"
#include "pdhs/core/secret.h"
#include "pdhs/core/time.h"
#include "pdhs/system/process.h"

namespace pdhs {

/// What to do about a contact that vanished on one side (design section "Contacts that vanished").
enum class OnMissing { recreate, ignore };

/// How one platform is reached.
struct PlatformSettings {
    Secret token;
    std::string base_url;              ///< scheme://host[:port]
    bool has_default_base_url = true;  ///< that of the platform itself
};

/// Everything that a pass can be told, checked and complete.
struct Settings {
    PlatformSettings hubspot;
    PlatformSettings pipedrive;
    std::string hubspot_api = "2026-09";  ///< or "v3"
    std::string env_file;                 ///< its absolute path; empty: there is none
    std::string ca_file;                  ///< empty: the system's certificates
    std::string state_path;
    std::string log_path;
    LogLevel log_level = LogLevel::info;
    long long log_max_bytes = 10'000'000;
    Millis full_every = std::chrono::hours{24};
    OnMissing on_missing = OnMissing::recreate;
    std::vector<std::string> ignore;  ///< lower-case addresses and "@domain"s
    Millis settle{0};
    int api_share_percent = 80;
    long long pipedrive_daily_tokens = 30'000;
    bool partial_view = false;
    std::vector<std::string> warnings;  ///< such as an unknown PDHS_* in the environment
};

/// What the command line said about settings; it wins over everything else.
struct SettingOptions {
    std::optional<std::string> env_file = {};
    std::optional<std::string> state = {};
    std::optional<std::string> log_file = {};
    std::optional<std::string> log_level = {};
    std::optional<std::string> on_missing = {};
};

/// Option, environment, env file, default: in this order. Each wrong value is one line of the error (ErrorKind::usage),
/// which says where it stands (file and line, environment variable or option) and what would be right; a token is never
/// echoed.
[[nodiscard]] Result<Settings> load_settings(const SettingOptions& options, const Environment& environment);

/// "90", "90s", "5m", "2h", "1d" -> milliseconds; bare numbers are seconds.
[[nodiscard]] Result<Millis> parse_duration(const std::string& text);

}  // namespace pdhs
