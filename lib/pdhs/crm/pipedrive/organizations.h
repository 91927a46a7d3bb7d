#pragma once
#include <span>
#include <string>

#include "pdhs/crm/pipedrive/connection.h"
#include "pdhs/crm/platform.h"

namespace pdhs::pipedrive {

/// Names of organizations, 100 a request, as Platform::organization_names() promises.
[[nodiscard]] NamesEnd get_organization_names(Connection& connection, std::span<const std::string> ids);

}  // namespace pdhs::pipedrive
