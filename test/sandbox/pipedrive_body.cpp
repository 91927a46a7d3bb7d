#include "sandbox/pipedrive_body.h"

#include <map>
#include <set>
#include <utility>
#include <vector>

#include "sandbox/strings.h"
#include "sandbox/times.h"

namespace sandbox {
namespace {

constexpr std::size_t longest_name = 255;

const std::set<std::string> contact_sync_members = {"notes", "im", "birthday", "job_title", "postal_address"};

using Refusal = std::optional<Response>;

Refusal invalid(const std::string& member, const std::string& what) {
    return answers::invalid("Validation failed: " + member + ": " + what);
}

Refusal read_text(const std::string& member, const Json& json, std::string& text) {
    if (!json.is_string()) return invalid(member, "Expected string, received another type");
    text = trimmed(json.get<std::string>());
    if (characters(text) > longest_name) return invalid(member, "String must contain at most 255 character(s)");
    return std::nullopt;
}

Refusal apply_name(const PipedriveCall& call, const Json& json, Person& person) {
    if (auto refusal = read_text("name", json, person.name)) return refusal;
    if (person.name.empty()) return invalid("name", "String must contain at least 1 character(s)");
    call.store.split_name(person);
    return std::nullopt;
}

Refusal read_value(const std::string& list, const Json& json, PersonValue& value) {
    if (!json.is_object()) return invalid(list, "Expected object, received another type");
    for (const auto& [name, member] : json.items()) {
        Refusal refusal;
        if (name == "value")
            refusal = read_text(list + ".value", member, value.value);
        else if (name == "label")
            refusal = read_text(list + ".label", member, value.label);
        else if (name != "primary" || !member.is_boolean())
            refusal = invalid(list + "." + name, "not allowed or not a boolean");
        else
            value.primary = member;
        if (refusal) return refusal;
    }
    if (value.value.empty()) return invalid(list + ".value", "Required");
    return std::nullopt;
}

// The list as a whole replaces the old one.
Refusal apply_values(const std::string& list, const Json& json, std::vector<PersonValue>& values) {
    if (!json.is_array()) return invalid(list, "Expected array, received another type");
    values.clear();
    int primaries = 0;
    for (const auto& item : json) {
        PersonValue value;
        if (auto refusal = read_value(list, item, value)) return refusal;
        primaries += value.primary ? 1 : 0;
        values.push_back(std::move(value));
    }
    if (primaries > 1) return invalid(list, "Only one primary value is allowed");
    return std::nullopt;
}

Refusal apply_emails(const PipedriveCall&, const Json& json, Person& person) {
    return apply_values("emails", json, person.emails);
}

Refusal apply_phones(const PipedriveCall&, const Json& json, Person& person) {
    return apply_values("phones", json, person.phones);
}

Refusal apply_organization(const PipedriveCall& call, const Json& json, Person& person) {
    person.org_id.reset();
    if (json.is_null()) return std::nullopt;
    if (!json.is_number_integer()) return invalid("org_id", "Expected number, received another type");
    if (call.store.organizations().count(json) == 0) return invalid("org_id", "Organization not found");
    person.org_id = json.get<std::int64_t>();
    return std::nullopt;
}

Refusal apply_owner(const PipedriveCall& call, const Json& json, Person& person) {
    if (!json.is_number_integer()) return invalid("owner_id", "Expected number, received another type");
    if (json != call.options.user_id) return invalid("owner_id", "User not found");
    person.owner_id = json;
    return std::nullopt;
}

Refusal apply_visibility(const PipedriveCall&, const Json& json, Person& person) {
    const std::set<int> known = {1, 3, 5, 7};
    if (!json.is_number_integer() || known.count(json) == 0) return invalid("visible_to", "Invalid enum value");
    person.visible_to = json;
    return std::nullopt;
}

Refusal apply_labels(const PipedriveCall&, const Json& json, Person& person) {
    if (!json.is_array()) return invalid("label_ids", "Expected array, received another type");
    person.label_ids.clear();
    for (const auto& id : json) {
        if (!id.is_number_integer()) return invalid("label_ids", "Expected number, received another type");
        person.label_ids.push_back(id);
    }
    return std::nullopt;
}

Refusal apply_add_time(const PipedriveCall&, const Json& json, Person& person) {
    const auto time = json.is_string() ? parse_iso(json.get<std::string>()) : std::nullopt;
    if (!time) return invalid("add_time", "not a valid datetime");
    person.added_ms = whole_seconds(*time);
    return std::nullopt;
}

// A nested custom_fields object brings the real service down with 500 instead of 400.
Refusal apply_custom_fields(const PipedriveCall& call, const Json& json, Person& person) {
    if (!json.is_object()) return invalid("custom_fields", "Expected object, received another type");
    if (json.contains("custom_fields"))
        return Response{
            500, {}, to_body(Json{{"success", false}, {"error", "Internal Server Error"}, {"code", "ERR_UNKNOWN"}})};
    for (const auto& [code, value] : json.items()) {
        if (!call.store.has_field(code)) return invalid("custom_fields", "unknown field " + code);
        person.custom_fields.erase(code);
        if (value.is_null()) continue;
        if (auto refusal = read_text("custom_fields." + code, value, person.custom_fields[code])) return refusal;
    }
    return std::nullopt;
}

using Apply = Refusal (*)(const PipedriveCall&, const Json&, Person&);

const std::map<std::string, Apply>& members() {
    static const std::map<std::string, Apply> all = {
        {"name", apply_name},           {"emails", apply_emails},     {"phones", apply_phones},
        {"org_id", apply_organization}, {"owner_id", apply_owner},    {"visible_to", apply_visibility},
        {"label_ids", apply_labels},    {"add_time", apply_add_time}, {"custom_fields", apply_custom_fields}};
    return all;
}

Refusal apply_member(const PipedriveCall& call, const std::string& name, const Json& json, BodyOf purpose,
                     Person& person) {
    if (contact_sync_members.count(name) == 1)
        return answers::refused(403, "Contact sync is not enabled for this company.",
                                "Please check developers.pipedrive.com");
    const auto member = members().find(name);
    const auto allowed = member != members().end() && (name != "add_time" || purpose == BodyOf::create);
    return allowed ? member->second(call, json, person)
                   : invalid("body", "Unrecognized key(s) in object: '" + name + "'");
}

// The guide knows the pair, the specification does not: a switch.
Refusal apply_name_pair(const PipedriveCall& call, Json& body, Person& person) {
    if (call.options.accept_first_and_last_name == Switch::off) return std::nullopt;
    if (!body.contains("first_name") || !body.contains("last_name") || body.contains("name")) return std::nullopt;
    if (auto refusal = read_text("first_name", body["first_name"], person.first_name)) return refusal;
    if (auto refusal = read_text("last_name", body["last_name"], person.last_name)) return refusal;
    body.erase("first_name");
    body.erase("last_name");
    person.name = trimmed(person.first_name + " " + person.last_name);
    if (person.name.empty()) return invalid("name", "first_name and last_name cannot both be empty");
    return std::nullopt;
}

}  // namespace

std::optional<Response> apply_body(const PipedriveCall& call, const Json& body, BodyOf purpose, Person& person) {
    auto rest = body;
    if (auto refusal = apply_name_pair(call, rest, person)) return refusal;
    for (const auto& [name, value] : rest.items())
        if (auto refusal = apply_member(call, name, value, purpose, person)) return refusal;
    if (person.name.empty()) return invalid("name", "Required");
    return std::nullopt;
}

}  // namespace sandbox
