#include "sandbox/hubspot_call.h"

#include <map>
#include <regex>

namespace sandbox {
namespace {

using KindByMethod = std::map<std::string, std::string>;

std::string kind_for(const KindByMethod& kinds, const std::string& method) {
    const auto found = kinds.find(method);
    return found == kinds.end() ? "wrong_method" : found->second;
}

const std::map<std::string, std::string> post_only = {
    {"/search", "search"},
    {"/batch/read", "batch_read"},
    {"/batch/create", "batch_create"},
};

HubspotRoute contacts_route(const Request& request, const std::string& version, const std::string& rest) {
    if (rest.empty() || rest == "/")
        return {kind_for({{"GET", "list"}, {"POST", "create"}}, request.method), "", version};
    const auto fixed = post_only.find(rest);
    if (fixed != post_only.end()) return {kind_for({{"POST", fixed->second}}, request.method), "", version};
    if (rest.rfind("/batch", 0) == 0) return {"unknown", "", version};
    const KindByMethod kinds = {{"GET", "get"}, {"PATCH", "update"}, {"DELETE", "archive"}};
    return {kind_for(kinds, request.method), rest.substr(1), version};
}

}  // namespace

HubspotRoute hubspot_route(const Request& request) {
    static const std::regex contacts(
        R"(/crm/(?:(v3)/objects|objects/(2025-09|2026-03|2026-09))/(?:contacts|contact|CONTACT|0-1)(|/.*))");
    std::smatch match;
    if (std::regex_match(request.path, match, contacts))
        return contacts_route(request, match[1].matched ? match[1] : match[2], match[3]);
    static const std::regex account(
        R"(/account-info/(v3|2025-09|2026-03|2026-09)/(details|api-usage/daily/private-apps))");
    if (!std::regex_match(request.path, match, account)) return {"unknown", "", ""};
    const auto* kind = match[2] == "details" ? "account_details" : "api_usage";
    return {kind_for({{"GET", kind}}, request.method), "", match[1]};
}

std::variant<Json, HubspotProblem> body_of(const HubspotCall& call) {
    if (!sent_as_json(call.request)) return problems::wrong_media_type();
    auto body = parse_json(call.request.body);
    if (!body) return problems::malformed_json("Unexpected character");
    if (!body->is_object()) return problems::malformed_json("Cannot deserialize value of type `Object`");
    return std::move(*body);
}

Response hubspot_json(int status, const Json& body) {
    return {status, {}, to_body(body)};
}

}  // namespace sandbox
