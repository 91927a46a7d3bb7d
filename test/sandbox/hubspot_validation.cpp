#include "sandbox/hubspot_validation.h"

#include <algorithm>
#include <set>

#include "sandbox/email_rules.h"
#include "sandbox/hubspot_properties.h"
#include "sandbox/strings.h"

namespace sandbox {
namespace {

constexpr std::size_t longest_text = 65'536;

const std::set<std::string> lifecycle_stages = {"subscriber",         "lead",        "marketingqualifiedlead",
                                                "salesqualifiedlead", "opportunity", "customer",
                                                "evangelist",         "other"};

// Numbers and booleans are taken as their text.
std::optional<std::string> as_text(const Json& value) {
    if (value.is_string()) return value.get<std::string>();
    if (value.is_null()) return "";
    if (value.is_structured()) return std::nullopt;
    return value.dump();
}

InvalidValue invalid_email(const std::string& name, const std::string& email) {
    return {name, "Email address " + email + " is invalid", "INVALID_EMAIL",
            "Endereço de e-mail " + email + " inválido"};
}

std::optional<InvalidValue> check_emails(const std::string& name, const std::string& value) {
    const auto emails = name == "email" ? std::vector<std::string>{value} : split(value, ';');
    for (const auto& email : emails)
        if (!is_valid_email(email)) return invalid_email(name, email);
    return std::nullopt;
}

std::optional<InvalidValue> check_value(const std::string& name, const std::string& value) {
    if (!is_defined_property(name))
        return InvalidValue{name, "Property \"" + name + "\" does not exist", "PROPERTY_DOESNT_EXIST", ""};
    if (is_read_only_property(name))
        return InvalidValue{name, "\"" + name + "\" is a calculated property; its value cannot be set.",
                            "READ_ONLY_VALUE", ""};
    if (characters(value) > longest_text)
        return InvalidValue{name, "Property value is longer than 65536 characters", "PROPERTY_VALUE_TOO_LONG", ""};
    if (value.empty()) return std::nullopt;
    if (name == "email" || name == "hs_additional_emails") return check_emails(name, value);
    if (name == "lifecyclestage" && lifecycle_stages.count(value) == 0)
        return InvalidValue{name, value + " was not one of the allowed options", "INVALID_OPTION", ""};
    return std::nullopt;
}

CheckedProperties check_values(const HubspotCall& call, const Json& json) {
    if (!json.is_object()) return {{}, problems::malformed_json("Cannot deserialize value of type `Map`")};
    CheckedProperties checked;
    std::vector<InvalidValue> invalid;
    for (const auto& [name, value] : json.items()) {
        const auto text = as_text(value);
        if (!text) return {{}, problems::malformed_json("Cannot deserialize value of type `java.lang.String`")};
        if (const auto found = check_value(name, *text)) invalid.push_back(*found);
        checked.properties[name] = *text;
    }
    if (!invalid.empty()) checked.problem = problems::invalid_values(invalid, call.options);
    return checked;
}

std::optional<HubspotProblem> check_owner(const HubspotCall& call, const Properties& properties,
                                          const std::string& except) {
    const auto* owner = call.store.conflicting(properties, except);
    if (owner == nullptr) return std::nullopt;
    const auto emails = emails_of(properties);
    const auto taken = std::find_if(emails.begin(), emails.end(),
                                    [&](const auto& email) { return call.store.owner_of(email) == owner; });
    return problems::conflict(*taken, owner, call.options);
}

bool is_filled(const Properties& properties, const std::string& name) {
    const auto found = properties.find(name);
    return found != properties.end() && !found->second.empty();
}

// Rules that the account's admins set are enforced on writes since 2026-09.
std::vector<InvalidValue> missing_properties(const HubspotCall& call, const Properties& properties) {
    std::vector<InvalidValue> missing;
    if (call.route.version != "2026-09") return missing;
    for (const auto& name : call.options.required_properties)
        if (!is_filled(properties, name))
            missing.push_back({name, "Property \"" + name + "\" is required", "REQUIRED_PROPERTY_MISSING", ""});
    return missing;
}

std::optional<HubspotProblem> check_presence(const HubspotCall& call, const Properties& properties) {
    const auto has = [&](const char* name) { return is_filled(properties, name); };
    if (!has("email") && !has("firstname") && !has("lastname"))
        return problems::invalid("At least one of the properties email, firstname and lastname is required");
    const auto missing = missing_properties(call, properties);
    if (!missing.empty()) return problems::invalid_values(missing, call.options);
    for (const auto& email : emails_of(properties))
        if (call.options.blocklisted_emails.count(email) == 1)
            return problems::invalid("The email address " + email + " was deleted for GDPR reasons");
    return std::nullopt;
}

}  // namespace

CheckedProperties check_for_create(const HubspotCall& call, const Json& properties) {
    auto checked = check_values(call, properties);
    if (!checked.problem) checked.problem = check_presence(call, checked.properties);
    if (!checked.problem) checked.problem = check_owner(call, checked.properties, "");
    for (auto each = checked.properties.begin(); each != checked.properties.end();)
        each = each->second.empty() ? checked.properties.erase(each) : std::next(each);
    return checked;
}

CheckedProperties check_for_update(const HubspotCall& call, const Json& properties, const std::string& id) {
    auto checked = check_values(call, properties);
    if (!checked.problem) checked.problem = check_owner(call, checked.properties, id);
    return checked;
}

}  // namespace sandbox
