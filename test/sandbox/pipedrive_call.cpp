#include "sandbox/pipedrive_call.h"

#include <map>
#include <regex>
#include <utility>
#include <vector>

#include "sandbox/strings.h"

namespace sandbox {
namespace {

struct Kind {
    std::string name;
    int cost;
};

struct Path {
    std::regex pattern;  ///< its only group is the id
    std::map<std::string, Kind> by_method;
};

const std::vector<Path>& paths() {
    static const std::vector<Path> all = {
        {std::regex("/api/v2/persons()"), {{"GET", {"list", 10}}, {"POST", {"create", 5}}}},
        {std::regex("/api/v2/persons/search()"), {{"GET", {"search", 20}}}},
        {std::regex("/api/v2/persons/([^/]+)"),
         {{"GET", {"get", 1}}, {"PATCH", {"update", 5}}, {"DELETE", {"delete", 3}}}},
        {std::regex("/api/v2/organizations()"), {{"GET", {"organizations", 10}}, {"POST", {"organization_create", 5}}}},
        {std::regex("/api/v2/organizations/([^/]+)"), {{"GET", {"organization_get", 1}}}},
        {std::regex("/api/v2/personFields()"), {{"GET", {"person_fields", 10}}, {"POST", {"person_field_create", 5}}}},
        {std::regex("(?:/api)?/v1/users/me()"), {{"GET", {"users_me", 2}}}},
    };
    return all;
}

Response pipedrive_response(int status, const Json& body) {
    return {status, {}, to_body(body)};
}

}  // namespace

PipedriveRoute pipedrive_route(const Request& request) {
    std::smatch match;
    for (const auto& path : paths()) {
        if (!std::regex_match(request.path, match, path.pattern)) continue;
        const auto kind = path.by_method.find(request.method);
        if (kind == path.by_method.end()) return {"wrong_method", "", 0};
        return {kind->second.name, match[1], kind->second.cost};
    }
    return {"unknown", "", 0};
}

namespace answers {

Response success(Json data, int status) {
    return pipedrive_response(status, Json{{"success", true}, {"data", std::move(data)}});
}

Response page(Json data, const std::optional<std::string>& next_cursor) {
    return pipedrive_response(200,
                              Json{{"success", true},
                                   {"data", std::move(data)},
                                   {"additional_data", {{"next_cursor", next_cursor ? Json(*next_cursor) : Json()}}}});
}

Response gateway(int status, const std::string& error) {
    return pipedrive_response(status, Json{{"success", false},
                                           {"error", error},
                                           {"errorCode", status},
                                           {"error_info", "Please check developers.pipedrive.com"}});
}

Response refused(int status, const std::string& error, const std::string& info, const std::string& code) {
    Json body{
        {"success", false}, {"error", error}, {"error_info", info}, {"data", nullptr}, {"additional_data", nullptr}};
    if (!code.empty()) body["code"] = code;
    return pipedrive_response(status, body);
}

Response invalid(const std::string& error, const std::string& code) {
    return pipedrive_response(400, Json{{"success", false}, {"error", error}, {"code", code}});
}

Response not_found() {
    return refused(404, "Entity was not found", "Object was not found.");
}

}  // namespace answers

std::optional<std::int64_t> id_in_path(const PipedriveCall& call) {
    const auto id = to_number(call.route.id);
    return id && *id > 0 ? id : std::nullopt;
}

std::optional<Response> unknown_parameter(const PipedriveCall& call, const std::set<std::string>& known) {
    if (call.options.refuse_unknown_parameters == Switch::off) return std::nullopt;
    for (const auto& [name, values] : call.request.query) {
        const auto is_token = name == "api_token" && call.options.accept_query_token == Switch::on;
        if (!is_token && known.count(name) == 0)
            return answers::invalid("Validation failed: query: \"" + name + "\" is not allowed");
    }
    return std::nullopt;
}

std::variant<Json, Response> pipedrive_body(const PipedriveCall& call) {
    if (!sent_as_json(call.request))
        return answers::invalid("Validation failed: Content-Type must be application/json");
    auto body = parse_json(call.request.body);
    if (!body || !body->is_object()) return answers::invalid("Validation failed: body is not a JSON object");
    return std::move(*body);
}

}  // namespace sandbox
