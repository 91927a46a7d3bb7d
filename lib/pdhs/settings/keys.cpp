#include "pdhs/settings/keys.h"

#include <algorithm>
#include <numeric>
#include <string>
#include <utility>
#include <vector>

#include "pdhs/core/text.h"

namespace pdhs {

namespace {

constexpr std::string_view own_prefix = "pdhs_";
constexpr std::array<std::string_view, 6> proxy_variables = {"HTTPS_PROXY", "https_proxy", "HTTP_PROXY",
                                                             "http_proxy",  "ALL_PROXY",   "all_proxy"};

constexpr std::size_t longest_name_to_guess = 64;
constexpr std::size_t most_letters_apart = 2;

template <std::size_t count>
bool is_one_of(const std::array<std::string_view, count>& names, std::string_view name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

/// How many letters must be inserted, deleted or replaced (Levenshtein).
std::size_t letters_apart(const std::string& left, const std::string& right) {
    std::vector<std::size_t> row(right.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 0; i < left.size(); ++i) {
        auto diagonal = std::exchange(row[0], i + 1);
        for (std::size_t j = 0; j < right.size(); ++j) {
            const auto replaced = diagonal + (left[i] == right[j] ? 0 : 1);
            diagonal = row[j + 1];
            row[j + 1] = std::min({replaced, row[j] + 1, row[j + 1] + 1});
        }
    }
    return row.back();
}

/// The key that takes the fewest changed letters; capitalisation does not count.
std::string_view nearest_key(std::string_view name) {
    const auto lower = ascii_lower(name);
    return *std::min_element(setting_keys.begin(), setting_keys.end(), [&](std::string_view a, std::string_view b) {
        return letters_apart(ascii_lower(a), lower) < letters_apart(ascii_lower(b), lower);
    });
}

std::string_view name_without_prefix(std::string_view name) {
    return has_own_prefix(name) ? name.substr(own_prefix.size()) : name;
}

/// The longest of our own keys that something was added to, as PDHS_LOG_FILE.
std::optional<std::string_view> key_with_more(std::string_view name) {
    std::optional<std::string_view> found;
    for (const auto key : setting_keys)
        if (has_own_prefix(key) && ascii_lower(name).starts_with(ascii_lower(key) + "_") &&
            (!found || key.size() > found->size()))
            found = key;
    return found;
}

}  // namespace

bool is_setting_key(std::string_view name) {
    return is_one_of(setting_keys, name);
}

bool has_own_prefix(std::string_view name) {
    return ascii_lower(name.substr(0, own_prefix.size())) == own_prefix;
}

std::optional<std::string_view> key_in_other_capitals(std::string_view name) {
    const auto lower = ascii_lower(name);
    const auto* const found = std::find_if(setting_keys.begin(), setting_keys.end(),
                                           [&](std::string_view key) { return ascii_lower(key) == lower; });
    if (found == setting_keys.end() || *found == name) return std::nullopt;
    return *found;
}

std::optional<std::string_view> key_almost_like(std::string_view name) {
    if (name.size() > longest_name_to_guess || is_setting_key(name)) return std::nullopt;
    const auto key = nearest_key(name);
    const auto apart = letters_apart(ascii_lower(key), ascii_lower(name));
    if (apart <= most_letters_apart && 2 * apart < name_without_prefix(name).size()) return key;
    return key_with_more(name);
}

std::optional<std::string_view> token_almost_like(std::string_view name) {
    const auto key = key_almost_like(name);
    return key && is_one_of(token_keys, *key) && !key_in_other_capitals(name) ? key : std::nullopt;
}

std::optional<std::string_view> token_perhaps_meant_by(std::string_view name) {
    if (is_setting_key(name) || has_own_prefix(name) || key_almost_like(name)) return std::nullopt;
    const auto lower = ascii_lower(name);
    const auto holds = [&](std::string_view part) { return lower.find(part) != std::string::npos; };
    if (!(holds("token") || holds("key"))) return std::nullopt;
    if (holds("hubspot")) return "HUBSPOT_API_Key";
    if (holds("pipedrive")) return "PIPEDRIVE_TOKEN";
    return std::nullopt;
}

bool is_proxy_variable(std::string_view name) {
    return is_one_of(proxy_variables, name);
}

}  // namespace pdhs
