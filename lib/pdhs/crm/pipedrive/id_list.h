#pragma once
#include <span>
#include <string>
#include <vector>

namespace pdhs::pipedrive {

/// How many ids one `ids=` takes.
inline constexpr std::size_t most_ids_at_once = 100;

/// Whether Pipedrive can have given this id: decimal digits. Anything else must not get into a URL.
[[nodiscard]] bool is_id(const std::string& text);
/// The ids in groups that one request can ask for, in order.
[[nodiscard]] std::vector<std::span<const std::string>> in_groups(std::span<const std::string> ids);
/// `path` with `?ids=1,2,3`, on one page.
[[nodiscard]] std::string ids_target(const std::string& path, std::span<const std::string> ids);

}  // namespace pdhs::pipedrive
