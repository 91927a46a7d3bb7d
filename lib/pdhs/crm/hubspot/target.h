#pragma once
#include <optional>
#include <string>

namespace pdhs::hubspot {

/// Path and query of one page of the listing (API page, "GET list"); without `after` the first one.
[[nodiscard]] std::string list_target(const std::string& contacts_path, const std::optional<std::string>& after);
/// Finds contacts by their properties (API page, "POST search").
[[nodiscard]] std::string search_target(const std::string& contacts_path);
/// Reads many by id or e-mail (API page, "Batch endpoints").
[[nodiscard]] std::string batch_read_target(const std::string& contacts_path);
[[nodiscard]] std::string batch_create_target(const std::string& contacts_path);

}  // namespace pdhs::hubspot
