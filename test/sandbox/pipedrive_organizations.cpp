#include "sandbox/pipedrive_organizations.h"

#include <utility>

#include "sandbox/pipedrive_page.h"
#include "sandbox/strings.h"
#include "sandbox/times.h"

namespace sandbox {
namespace {

constexpr std::size_t longest_organization_name = 255;

const std::set<std::string> organization_parameters = {"filter_id",
                                                       "ids",
                                                       "owner_id",
                                                       "updated_since",
                                                       "updated_until",
                                                       "sort_by",
                                                       "sort_direction",
                                                       "include_fields",
                                                       "custom_fields",
                                                       "include_labels",
                                                       "include_option_labels",
                                                       "limit",
                                                       "cursor"};

// The types whose values are plain text; this stand-in has no others.
const std::set<std::string> field_types = {"varchar", "varchar_auto", "text", "phone"};

Json shown_organization(const PipedriveCall& call, const Organization& organization) {
    return {{"id", organization.id},
            {"name", organization.name},
            {"owner_id", call.options.user_id},
            {"add_time", iso_seconds(organization.added_ms)},
            {"update_time", iso_seconds(organization.updated_ms)},
            {"address", nullptr},
            {"is_deleted", false},
            {"visible_to", 3},
            {"label_ids", Json::array()},
            {"custom_fields", Json::object()}};
}

Json shown_field(const PersonField& field) {
    return {{"field_name", field.name},
            {"field_code", field.code},
            {"field_type", field.type},
            {"options", nullptr},
            {"is_custom_field", true}};
}

/// A required text member of a body; nothing when it is missing, blank, too long or of another type.
std::optional<std::string> text_member(const Json& body, const char* name) {
    const auto found = body.find(name);
    if (found == body.end() || !found->is_string()) return std::nullopt;
    auto text = trimmed(found->get<std::string>());
    if (text.empty() || characters(text) > longest_organization_name) return std::nullopt;
    return text;
}

std::optional<Response> unknown_member(const Json& body, const std::set<std::string>& known) {
    for (const auto& [name, value] : body.items())
        if (known.count(name) == 0)
            return answers::invalid("Validation failed: body: Unrecognized key(s) in object: '" + name + "'");
    return std::nullopt;
}

}  // namespace

Response answer_list_organizations(PipedriveCall& call) {
    if (auto refusal = unknown_parameter(call, organization_parameters)) return *refusal;
    const auto read = list_query(call);
    if (const auto* refusal = std::get_if<Response>(&read)) return *refusal;
    const auto& query = std::get<ListQuery>(read);
    const auto is_listed = [&](const Organization& organization) {
        return query.includes(organization.id, organization.updated_ms);
    };
    const auto page = page_of(call, query, call.store.organizations(), is_listed);
    auto data = Json::array();
    for (const auto* organization : page.records) data.push_back(shown_organization(call, *organization));
    return answers::page(std::move(data), page.next_cursor);
}

Response answer_get_organization(PipedriveCall& call) {
    const auto id = id_in_path(call);
    if (!id) return answers::invalid("Validation failed: path: id: Expected number");
    const auto found = call.store.organizations().find(*id);
    if (found == call.store.organizations().end()) return answers::not_found();
    return answers::success(shown_organization(call, found->second));
}

Response answer_create_organization(PipedriveCall& call) {
    const auto body = pipedrive_body(call);
    if (const auto* refusal = std::get_if<Response>(&body)) return *refusal;
    const auto& json = std::get<Json>(body);
    if (auto refusal = unknown_member(json, {"name"})) return *refusal;
    const auto name = text_member(json, "name");
    if (!name) return answers::invalid("Validation failed: name: Required, 1 to 255 characters");
    ++call.written.created;
    return answers::success(shown_organization(call, call.store.add_organization(*name)), call.options.created_status);
}

Response answer_list_person_fields(PipedriveCall& call) {
    if (auto refusal = unknown_parameter(call, {"limit", "cursor", "include_fields"})) return *refusal;
    auto data = Json::array();
    for (const auto* code : {"name", "first_name", "last_name", "email", "phone", "org_id", "owner_id"})
        data.push_back(Json{{"field_name", code}, {"field_code", code}, {"is_custom_field", false}});
    for (const auto& field : call.store.fields()) data.push_back(shown_field(field));
    return answers::page(std::move(data), std::nullopt);
}

Response answer_create_person_field(PipedriveCall& call) {
    const auto body = pipedrive_body(call);
    if (const auto* refusal = std::get_if<Response>(&body)) return *refusal;
    const auto& json = std::get<Json>(body);
    if (auto refusal = unknown_member(json, {"field_name", "field_type"})) return *refusal;
    const auto name = text_member(json, "field_name");
    const auto type = text_member(json, "field_type");
    if (!name || !type || field_types.count(*type) == 0)
        return answers::invalid("Validation failed: field_name and field_type are required");
    return answers::success(shown_field(call.store.add_field(*name, *type)), call.options.created_status);
}

Response answer_users_me(PipedriveCall& call) {
    const auto admin = call.options.admin == Switch::on;
    auto access = Json::array();
    for (const auto* app : {"sales", "global"})
        access.push_back(
            Json{{"app", app}, {"admin", admin}, {"permission_set_id", "62cc4d7f-4038-4352-abf3-a8c1c822b631"}});
    return answers::success(Json{{"id", call.options.user_id},
                                 {"name", "Sample User"},
                                 {"default_currency", "EUR"},
                                 {"locale", "en_US"},
                                 {"lang", 1},
                                 {"email", "user@example.com"},
                                 {"activated", true},
                                 {"access", std::move(access)},
                                 {"active_flag", true},
                                 {"timezone_name", "Europe/Berlin"},
                                 {"role_id", 1},
                                 {"is_admin", admin ? 1 : 0},
                                 {"is_you", true},
                                 {"is_deleted", false},
                                 {"company_id", call.options.company_id},
                                 {"company_name", "Sample Company"},
                                 {"company_domain", call.options.company_domain},
                                 {"company_country", "DE"}});
}

}  // namespace sandbox
