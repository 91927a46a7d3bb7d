#include "sandbox/hubspot_problem.h"

#include "sandbox/strings.h"

namespace sandbox {
namespace {

HubspotProblem problem(int status, const std::string& message, const std::string& category) {
    HubspotProblem made;
    made.status = status;
    made.message = message;
    made.category = category;
    return made;
}

HubspotProblem limit_problem(const std::string& message, Json further) {
    auto made = problem(429, message, "");
    made.further = std::move(further);
    return made;
}

// The array that HubSpot writes, as text, into the message.
Json embedded(const InvalidValue& value, const HubspotOptions& options) {
    const auto localised = value.localised_message.empty() ? value.message : value.localised_message;
    const auto is_localised = options.validation_form == ValidationForm::localised;
    Json json{{"isValid", false},
              {"message", is_localised ? localised : value.message},
              {"error", value.code},
              {"name", value.property}};
    if (options.validation_form == ValidationForm::older) return json;
    json["localizedErrorMessage"] = is_localised ? localised : value.message;
    json["portalId"] = options.portal_id;
    return json;
}

HubspotProblem taken_value(const std::string& email, const HubspotOptions& options) {
    return problems::invalid_values(
        {{"email", "A contact with the email '" + email + "' already has that value", "CONFLICTING_UNIQUE_VALUE", ""}},
        options);
}

Json variant_members(const std::string& email, const Contact& owner) {
    const auto vid = std::stoll(owner.id);
    const Json identity{{"value", email}, {"type", "EMAIL"}, {"timestamp", owner.created_ms}, {"isPrimary", true}};
    return {{"identityProfile",
             {{"vid", vid}, {"identity", Json::array({identity})}, {"linkedVid", Json::array()}, {"isContact", true}}},
            {"error", "CONTACT_EXISTS"}};
}

HubspotProblem variant_conflict(const std::string& email, const Contact& owner) {
    auto made = problem(409, "Contact already exists. Existing ID: " + owner.id, "OBJECT_ALREADY_EXISTS");
    const auto text = "A contact with email " + email + " already exists. Existing ID: " + owner.id;
    made.errors = Json::array({Json{{"message", text}, {"in", "email"}}});
    made.further = variant_members(email, owner);
    return made;
}

}  // namespace

namespace problems {

HubspotProblem unauthenticated() {
    return problem(401,
                   "Authentication credentials not found. This API supports OAuth 2.0 authentication and you can find "
                   "more details at https://developers.hubspot.com/docs/methods/auth/oauth-overview",
                   "INVALID_AUTHENTICATION");
}

HubspotProblem missing_scope(const std::string& scope) {
    auto made = problem(403,
                        "This app hasn't been granted all required scopes to make this call. Read more about required "
                        "scopes here: https://developers.hubspot.com/scopes.",
                        "MISSING_SCOPES");
    made.errors = Json::array({Json{{"message", "One or more of the following scopes are required."},
                                    {"context", {{"requiredGranularScopes", Json::array({scope})}}}}});
    made.further = {{"links", {{"scopes", "https://developers.hubspot.com/scopes"}}}};
    return made;
}

HubspotProblem not_found() {
    return problem(404, "resource not found", "");
}

HubspotProblem not_numeric(const std::string& id) {
    auto made = problem(404, "Object not found.  objectId are usually numeric.", "OBJECT_NOT_FOUND");
    made.context = {{"id", Json::array({id})}};
    return made;
}

HubspotProblem wrong_method() {
    return problem(405, "Method Not Allowed", "");
}

HubspotProblem wrong_media_type() {
    return problem(415, "HTTP 415 Unsupported Media Type", "");
}

HubspotProblem malformed_json(const std::string& detail) {
    return problem(400, "Invalid input JSON on line 1, column 1: " + detail, "");
}

HubspotProblem invalid(const std::string& message) {
    return problem(400, message, "VALIDATION_ERROR");
}

HubspotProblem invalid_values(const std::vector<InvalidValue>& values, const HubspotOptions& options) {
    auto list = Json::array();
    auto errors = Json::array();
    for (const auto& value : values) {
        list.push_back(embedded(value, options));
        errors.push_back(Json{{"message", list.back()["message"]},
                              {"code", value.code},
                              {"context", {{"propertyName", Json::array({value.property})}}}});
    }
    auto made = invalid("Property values were not valid: " + list.dump());
    if (options.validation_form != ValidationForm::older) made.errors = std::move(errors);
    return made;
}

HubspotProblem conflict(const std::string& email, const Contact* owner, const HubspotOptions& options) {
    if (options.conflict_form == ConflictForm::property_value) {
        auto made = taken_value(email, options);
        if (owner != nullptr) made.existing_id = owner->id;
        return made;
    }
    if (owner == nullptr) return problem(409, "Contact already exists", "CONFLICT");
    auto made = problem(409, "Contact already exists. Existing ID: " + owner->id, "CONFLICT");
    if (options.conflict_form == ConflictForm::variant_2024) made = variant_conflict(email, *owner);
    if (options.conflict_form == ConflictForm::without_id) made.message = "Contact already exists";
    made.existing_id = owner->id;
    return made;
}

HubspotProblem burst_limit(const HubspotOptions& options) {
    const auto group = "publicapi:private_app-api-calls-ten-secondly:1512050:" + std::to_string(options.portal_id);
    return limit_problem("You have reached your ten_secondly_rolling limit.",
                         {{"errorType", "RATE_LIMIT"}, {"policyName", "TEN_SECONDLY_ROLLING"}, {"groupName", group}});
}

HubspotProblem search_limit() {
    return problem(429, "You have reached your secondly limit.", "RATE_LIMITS");
}

HubspotProblem daily_limit() {
    return limit_problem("You have reached your daily limit.",
                         {{"errorType", "RATE_LIMIT"}, {"policyName", "DAILY"}, {"requestId", random_uuid()}});
}

}  // namespace problems

Response to_response(const HubspotProblem& problem, const std::string& correlation_id) {
    Json body{{"status", "error"}, {"message", problem.message}, {"correlationId", correlation_id}};
    if (!problem.errors.is_null()) body["errors"] = problem.errors;
    if (!problem.context.is_null()) body["context"] = problem.context;
    if (!problem.further.is_null()) body.update(problem.further);
    if (!problem.category.empty()) body["category"] = problem.category;
    return {problem.status, problem.headers, to_body(body)};
}

Json to_batch_error(const HubspotProblem& problem, const std::string& trace_id, const HubspotOptions& options) {
    Json context{{"objectWriteTraceId", Json::array({trace_id})}};
    if (problem.existing_id && options.batch_existing_id == Switch::on)
        context["existingId"] = Json::array({*problem.existing_id});
    return {{"status", "error"},
            {"category", problem.category},
            {"message", problem.message},
            {"context", std::move(context)}};
}

}  // namespace sandbox
