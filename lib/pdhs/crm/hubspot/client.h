#pragma once
#include <memory>
#include <string>

#include "pdhs/crm/platform.h"
#include "pdhs/http/http_client.h"
#include "pdhs/http/retry.h"

namespace pdhs::hubspot {

/// The path of the contacts object: "2026-09" -> "/crm/objects/2026-09/contacts", "v3" -> "/crm/v3/objects/contacts".
[[nodiscard]] std::string contacts_path(const std::string& api_version);

/// HubSpot's contacts (API page "HubSpot CRM contacts API").
[[nodiscard]] std::unique_ptr<Platform> make_client(std::unique_ptr<HttpClient> http, std::unique_ptr<Sleeper> sleeper,
                                                    const std::string& api_version);

}  // namespace pdhs::hubspot
