#pragma once
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <variant>

#include "sandbox/json.h"
#include "sandbox/pipedrive_store.h"
#include "sandbox/service.h"

namespace sandbox {

/// What a request asks for, told by method and path.
struct PipedriveRoute {
    std::string kind;  ///< see Pipedrive; "unknown" = no such path, "wrong_method" = the path knows others
    std::string id;    ///< of a single record
    int cost = 0;      ///< tokens of the daily budget
};

PipedriveRoute pipedrive_route(const Request& request);

/// One authenticated request on its way through a handler.
struct PipedriveCall {
    const Request& request;
    const PipedriveRoute& route;
    const PipedriveOptions& options;
    PipedriveStore& store;
    std::int64_t now_ms;
    Written written{};

    /// The token's user may see this person.
    bool sees(const Person& person) const { return options.admin == Switch::on || person.visible; }
};

namespace answers {

Response success(Json data, int status = 200);
/// A list or search: with additional_data.next_cursor, null on the last page.
Response page(Json data, const std::optional<std::string>& next_cursor);
/// The gateway's form: 401, 429.
Response gateway(int status, const std::string& error);
/// The form of v1, and of 403 and 404 in v2.
Response refused(int status, const std::string& error, const std::string& info, const std::string& code = "");
/// v2's validation form, status 400.
Response invalid(const std::string& error, const std::string& code = "ERR_SCHEMA_VALIDATION_FAILED");
Response not_found();

}  // namespace answers

/// The id in the path, or nothing when it is not a positive whole number.
std::optional<std::int64_t> id_in_path(const PipedriveCall& call);

/// A 400 when the query holds a name outside `known` (and the options refuse those).
std::optional<Response> unknown_parameter(const PipedriveCall& call, const std::set<std::string>& known);

/// The body as a JSON object, or why it is refused.
std::variant<Json, Response> pipedrive_body(const PipedriveCall& call);

}  // namespace sandbox
