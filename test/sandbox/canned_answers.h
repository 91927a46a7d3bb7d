#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sandbox/exchange.h"

namespace sandbox {

/// An answer that the real CRM gives (or was seen to give) and that no store state brings about, by a name that
/// scenario files use, for Service::force(). Nothing when there is no such name.
///
/// HubSpot: hubspot-401, hubspot-402, hubspot-403-scope, hubspot-403-html, hubspot-423, hubspot-429-burst,
/// hubspot-429-search, hubspot-429-daily, hubspot-477 (Retry-After 3600), hubspot-488, hubspot-500, hubspot-502-html,
/// hubspot-503, hubspot-524-html, hubspot-404-html, hubspot-batch-empty (201 without results and errors).
/// Pipedrive: pipedrive-401, pipedrive-402, pipedrive-403-html, pipedrive-403-permission, pipedrive-403-cap,
/// pipedrive-429-burst, pipedrive-429-daily (retry-after 3939), pipedrive-429-empty, pipedrive-500,
/// pipedrive-503-html, pipedrive-524-html, pipedrive-200-null, pipedrive-200-failure (success:false).
/// Both: truncated-json, not-json (each with status 200).
std::optional<Response> canned_answer(std::string_view name);

/// All names, sorted.
std::vector<std::string> canned_answer_names();

}  // namespace sandbox
