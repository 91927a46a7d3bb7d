#include "sandbox/canned_answers.h"

#include <map>

namespace sandbox {
namespace {

using Headers = std::map<std::string, std::string>;

const Headers json_headers = {{"Content-Type", "application/json;charset=utf-8"},
                              {"X-HubSpot-Correlation-Id", "019db13c-0000-7000-8000-000000000000"}};

Response hubspot(int status, const std::string& members, Headers further = {}) {
    further.insert(json_headers.begin(), json_headers.end());
    return {status, further,
            R"({"status":"error",)" + members + R"(,"correlationId":"019db13c-0000-7000-8000-000000000000"})"};
}

Response pipedrive(int status, const std::string& body, Headers further = {}) {
    further["Content-Type"] = "application/json; charset=utf-8";
    return {status, further, body};
}

Response html(int status, const std::string& title) {
    return {status,
            {{"Content-Type", "text/html; charset=UTF-8"}},
            "<!DOCTYPE html>\n<html><head><title>" + title + "</title></head><body><h1>" + title +
                "</h1><p>This error is produced by Cloudflare and not under control of the site "
                "owner.</p></body></html>\n"};
}

std::string gateway_body(int status, const std::string& error) {
    return R"({"success":false,"error":")" + error + R"(","errorCode":)" + std::to_string(status) +
           R"(,"error_info":"Please check developers.pipedrive.com"})";
}

std::string refused_body(const std::string& error, const std::string& further = "") {
    return R"({"success":false,"error":")" + error +
           R"(","error_info":"Please check developers.pipedrive.com","data":null,"additional_data":null)" + further +
           "}";
}

std::map<std::string, Response, std::less<>> hubspot_answers() {
    return {
        {"hubspot-401",
         hubspot(401, R"("message":"Authentication credentials not found.","category":"INVALID_AUTHENTICATION")")},
        {"hubspot-402", hubspot(402, R"("message":"This account is not paid for.")")},
        {"hubspot-403-scope",
         hubspot(403, R"("message":"This app hasn't been granted all required scopes to make this call.",)"
                      R"("errors":[{"message":"One or more of the following scopes are required.","context":)"
                      R"({"requiredGranularScopes":["crm.objects.contacts.write"]}}],"category":"MISSING_SCOPES")")},
        {"hubspot-403-html", html(403, "Access denied")},
        {"hubspot-404-html", html(404, "Not Found")},
        {"hubspot-423", hubspot(423, R"("message":"The resource is locked.")")},
        {"hubspot-429-burst",
         hubspot(429, R"("message":"You have reached your ten_secondly_rolling limit.","errorType":"RATE_LIMIT",)"
                      R"("policyName":"TEN_SECONDLY_ROLLING")")},
        {"hubspot-429-search",
         hubspot(429, R"("message":"You have reached your secondly limit.","category":"RATE_LIMITS")")},
        {"hubspot-429-daily",
         hubspot(429,
                 R"("message":"You have reached your daily limit.","errorType":"RATE_LIMIT","policyName":"DAILY")")},
        {"hubspot-477", hubspot(477, R"("message":"Migration in progress")", {{"Retry-After", "3600"}})},
        {"hubspot-488",
         hubspot(488, R"("message":"Hub 5865761 is unknown to this Hublet, but it appears to exist in Hublet eu1",)"
                      R"("correctHublet":"eu1")")},
        {"hubspot-500", hubspot(500, R"("message":"internal error")")},
        {"hubspot-502-html", html(502, "Bad Gateway")},
        {"hubspot-503", {503, json_headers, R"({"error":{"message":"Service Unavailable"}})"}},
        {"hubspot-524-html", html(524, "A timeout occurred")},
        {"hubspot-batch-empty",
         {201, json_headers,
          R"({"status":"COMPLETE","results":[],"startedAt":"2026-11-23T07:00:00Z","completedAt":"2026-11-23T07:00:00Z"})"}},
    };
}

std::map<std::string, Response, std::less<>> pipedrive_answers() {
    return {
        {"pipedrive-401", pipedrive(401, gateway_body(401, "unauthorized access"), {{"x-401-by-gw", "true"}})},
        {"pipedrive-402", pipedrive(402, refused_body("Company account is not open."))},
        {"pipedrive-403-html", html(403, "Access denied")},
        {"pipedrive-403-permission", pipedrive(403, refused_body("You do not have permissions to do this."))},
        {"pipedrive-403-cap", pipedrive(403, refused_body("Couldn't add the person. Persons limit reached.",
                                                          R"(,"code":"feature_capping_persons_limit")"))},
        {"pipedrive-429-burst", pipedrive(429, gateway_body(429, "request over limit"),
                                          {{"x-ratelimit-remaining", "0"}, {"x-ratelimit-reset", "1"}})},
        {"pipedrive-429-daily", pipedrive(429, gateway_body(429, "daily request budget exceeded"),
                                          {{"retry-after", "3939"}, {"x-daily-ratelimit-token-remaining", "0"}})},
        {"pipedrive-429-empty", pipedrive(429, "", {{"x-ratelimit-remaining", "0"}, {"x-ratelimit-reset", "1"}})},
        {"pipedrive-500", pipedrive(500, R"({"success":false,"error":"Internal Server Error","code":"ERR_UNKNOWN"})")},
        {"pipedrive-503-html", html(503, "Maintenance")},
        {"pipedrive-524-html", html(524, "A timeout occurred")},
        {"pipedrive-200-null", pipedrive(200, "null")},
        {"pipedrive-200-failure", pipedrive(200, R"({"success":false,"error":"Something went wrong","data":null})")},
    };
}

const std::map<std::string, Response, std::less<>>& all_answers() {
    static const auto all = [] {
        auto answers = hubspot_answers();
        answers.merge(pipedrive_answers());
        answers["truncated-json"] = {200, json_headers, R"({"results":[{"id":"1","prop)"};
        answers["not-json"] = {200, json_headers, "upstream said hello"};
        return answers;
    }();
    return all;
}

}  // namespace

std::optional<Response> canned_answer(std::string_view name) {
    const auto found = all_answers().find(name);
    return found == all_answers().end() ? std::nullopt : std::optional(found->second);
}

std::vector<std::string> canned_answer_names() {
    std::vector<std::string> names;
    for (const auto& [name, answer] : all_answers()) names.push_back(name);
    return names;
}

}  // namespace sandbox
