#pragma once
#include <array>
#include <optional>
#include <string_view>

namespace pdhs {

/// Every name that the environment and the env file may use.
inline constexpr std::array<std::string_view, 17> setting_keys = {
    "PIPEDRIVE_TOKEN", "HUBSPOT_API_Key", "HUBSPOT_BASE_URL", "PIPEDRIVE_BASE_URL", "PDHS_STATE",
    "PDHS_LOG",        "PDHS_LOG_LEVEL",  "PDHS_LOG_MAX",     "PDHS_FULL_EVERY",    "PDHS_ON_MISSING",
    "PDHS_IGNORE",     "PDHS_SETTLE",     "PDHS_API_SHARE",   "PDHS_PARTIAL_VIEW",  "PDHS_PIPEDRIVE_DAILY_TOKENS",
    "PDHS_CA_FILE",    "PDHS_HUBSPOT_API"};

/// The names of the two tokens, the way they must be written.
inline constexpr std::array<std::string_view, 2> token_keys = {"PIPEDRIVE_TOKEN", "HUBSPOT_API_Key"};

/// Whether the name is one of setting_keys, to the letter.
[[nodiscard]] bool is_setting_key(std::string_view name);

/// Whether the name begins like our own, in any capitalisation ("PDHS_").
[[nodiscard]] bool has_own_prefix(std::string_view name);

/// The key that `name` spells in another capitalisation; none if it is a key, or like no key.
[[nodiscard]] std::optional<std::string_view> key_in_other_capitals(std::string_view name);

/// The key that `name` was surely meant for: it differs by a letter or two, of a name that is long enough to tell, or
/// has something behind a key of ours (PDHS_LOG_FILE). None if it is a key, or like no key.
[[nodiscard]] std::optional<std::string_view> key_almost_like(std::string_view name);

/// The same for a token's key. None if it is only written in other capitals.
[[nodiscard]] std::optional<std::string_view> token_almost_like(std::string_view name);

/// The token that somebody may have meant with a name such as HUBSPOT_TOKEN, which speaks of a key of that platform.
[[nodiscard]] std::optional<std::string_view> token_perhaps_meant_by(std::string_view name);

/// Whether libcurl reads a proxy from an environment variable of this name.
[[nodiscard]] bool is_proxy_variable(std::string_view name);

}  // namespace pdhs
