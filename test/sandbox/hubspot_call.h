#pragma once
#include <string>
#include <variant>

#include "sandbox/hubspot_problem.h"
#include "sandbox/hubspot_store.h"
#include "sandbox/service.h"

namespace sandbox {

/// What a request asks for, told by method and path.
struct HubspotRoute {
    std::string kind;     ///< see Hubspot; "unknown" = no such path, "wrong_method" = the path knows others
    std::string id;       ///< of a single contact
    std::string version;  ///< "v3", "2025-09" ...
};

HubspotRoute hubspot_route(const Request& request);

/// One authenticated request on its way through a handler.
struct HubspotCall {
    const Request& request;
    const HubspotRoute& route;
    const HubspotOptions& options;
    HubspotStore& store;
    std::int64_t now_ms;
    Written written{};
};

using HubspotAnswer = std::variant<Response, HubspotProblem>;

/// The body as a JSON object, or why it is refused.
std::variant<Json, HubspotProblem> body_of(const HubspotCall& call);

/// An answer with this status and body.
Response hubspot_json(int status, const Json& body);

}  // namespace sandbox
