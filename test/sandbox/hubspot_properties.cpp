#include "sandbox/hubspot_properties.h"

#include <functional>
#include <map>

#include "sandbox/strings.h"
#include "sandbox/times.h"

namespace sandbox {
namespace {

using Value = std::optional<std::string>;

Value stored(const Contact& contact, const std::string& name) {
    const auto found = contact.properties.find(name);
    return found == contact.properties.end() ? Value() : Value(found->second);
}

std::string text(const Contact& contact, const std::string& name) {
    return stored(contact, name).value_or("");
}

Value some(const std::string& value) {
    return value.empty() ? Value() : Value(value);
}

Value email_domain(const Contact& contact) {
    const auto email = text(contact, "email");
    return some(email.substr(email.find('@') == std::string::npos ? email.size() : email.find('@') + 1));
}

Value name_or_email(const Contact& contact) {
    const auto name = trimmed(text(contact, "firstname") + " " + text(contact, "lastname"));
    return some(name.empty() ? text(contact, "email") : name);
}

Value searchable_phone(const Contact& contact) {
    std::string digits;
    for (const char character : text(contact, "phone"))
        if (character >= '0' && character <= '9') digits += character;
    return some(digits);
}

Value all_ids(const Contact& contact) {
    const auto merged = text(contact, "hs_merged_object_ids");
    return merged.empty() ? contact.id : contact.id + ";" + merged;
}

std::function<Value(const Contact&)> constant(const std::string& value) {
    return [value](const Contact&) -> Value { return value; };
}

using Derivation = std::function<Value(const Contact&)>;

Value creation_time(const Contact& contact) {
    return iso_milliseconds(contact.created_ms);
}

const std::map<std::string, Derivation>& derivations() {
    static const std::map<std::string, Derivation> all = {
        {"createdate", creation_time},
        {"hs_all_contact_vids", all_ids},
        {"hs_associated_target_accounts", constant("0")},
        {"hs_currently_enrolled_in_prospecting_agent", constant("false")},
        {"hs_email_domain", email_domain},
        {"hs_full_name_or_email", name_or_email},
        {"hs_is_contact", constant("true")},
        {"hs_is_unworked", constant("true")},
        {"hs_lifecyclestage_lead_date", creation_time},
        {"hs_membership_has_accessed_private_content", constant("0")},
        {"hs_object_id", [](const Contact& contact) -> Value { return contact.id; }},
        {"hs_object_source", constant("INTEGRATION")},
        {"hs_object_source_label", constant("INTEGRATION")},
        {"hs_pipeline", constant("contacts-lifecycle-pipeline")},
        {"hs_registered_member", constant("0")},
        {"hs_searchable_calculated_phone_number", searchable_phone},
        {"lastmodifieddate", [](const Contact& contact) -> Value { return iso_milliseconds(contact.modified_ms); }},
        {"num_notes", constant("0")},
    };
    return all;
}

// hs_lastmodifieddate exists, but is never set on contacts: filters on it go wrong silently.
const std::set<std::string> never_set_by_clients = {"hs_merged_object_ids", "hs_calculated_merged_vids",
                                                    "hs_lastmodifieddate"};

const std::set<std::string> writable = {"email",
                                        "hs_additional_emails",
                                        "firstname",
                                        "lastname",
                                        "phone",
                                        "mobilephone",
                                        "company",
                                        "jobtitle",
                                        "website",
                                        "address",
                                        "city",
                                        "state",
                                        "zip",
                                        "country",
                                        "salutation",
                                        "fax",
                                        "industry",
                                        "message",
                                        "hs_language",
                                        "lifecyclestage",
                                        "hs_lead_status",
                                        "numemployees",
                                        "annualrevenue"};

const std::vector<std::string> always_shown = {"createdate", "hs_object_id", "lastmodifieddate"};
const std::vector<std::string> shown_by_default = {"email", "firstname", "lastname"};

Json as_json(const Value& value) {
    return value ? Json(*value) : Json(nullptr);
}

Json envelope(const Contact& contact, const std::map<std::string, Json>& properties, const HubspotOptions& options) {
    Json json{{"id", contact.id},
              {"properties", Json::object()},
              {"createdAt", iso_milliseconds(contact.created_ms)},
              {"updatedAt", iso_milliseconds(contact.modified_ms)},
              {"archived", contact.archived}};
    for (const auto& [name, value] : properties) json["properties"][name] = value;
    if (contact.archived) json["archivedAt"] = iso_milliseconds(contact.archived_ms);
    json["url"] = "https://app.hubspot.com/contacts/" + std::to_string(options.portal_id) + "/record/0-1/" + contact.id;
    return json;
}

}  // namespace

bool is_read_only_property(const std::string& name) {
    return derivations().count(name) == 1 || never_set_by_clients.count(name) == 1;
}

bool is_defined_property(const std::string& name) {
    return writable.count(name) == 1 || is_read_only_property(name);
}

std::optional<std::string> property_value(const Contact& contact, const std::string& name) {
    const auto derived = derivations().find(name);
    return derived == derivations().end() ? stored(contact, name) : derived->second(contact);
}

Json selected_contact(const Contact& contact, const std::vector<std::string>& names, const HubspotOptions& options) {
    std::map<std::string, Json> properties;
    for (const auto& name : names.empty() ? shown_by_default : names)
        if (is_defined_property(name)) properties[name] = as_json(property_value(contact, name));
    for (const auto& name : always_shown) properties[name] = as_json(property_value(contact, name));
    return envelope(contact, properties, options);
}

Json whole_contact(const Contact& contact, const HubspotOptions& options) {
    std::map<std::string, Json> properties;
    for (const auto& [name, value] : contact.properties) properties[name] = value;
    for (const auto& [name, derive] : derivations())
        if (const auto value = derive(contact)) properties[name] = *value;
    return envelope(contact, properties, options);
}

Json changed_contact(const Contact& contact, const Properties& changed, const HubspotOptions& options) {
    std::map<std::string, Json> properties;
    for (const auto& [name, value] : changed) properties[name] = as_json(stored(contact, name));
    for (const auto* name : {"hs_email_domain", "lastmodifieddate"})
        if (const auto value = property_value(contact, name)) properties[name] = *value;
    return envelope(contact, properties, options);
}

}  // namespace sandbox
