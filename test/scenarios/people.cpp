#include "scenarios/people.h"

#include <algorithm>

#include "sandbox/sandbox.h"
#include "sandbox/strings.h"

namespace scenarios {

namespace {

/// Field of a scenario, property of HubSpot.
const std::vector<std::pair<std::string, std::string>> contact_fields = {
    {"email", "email"}, {"first", "firstname"},    {"last", "lastname"},
    {"phone", "phone"}, {"mobile", "mobilephone"}, {"company", "company"}};
constexpr auto additional_emails = "hs_additional_emails";

std::string unless_none(const std::string& value) {
    return value == "none" ? "" : value;
}

sandbox::Properties properties_of(const Row& row) {
    sandbox::Properties properties;
    for (const auto& [field, property] : contact_fields)
        if (!values_of(row.fields, field).empty()) properties[property] = unless_none(value_of(row.fields, field));
    if (const auto also = values_of(row.fields, "also"); !also.empty())
        properties[additional_emails] = unless_none(sandbox::joined(also, ";"));
    return properties;
}

Fields fields_of(const sandbox::Contact& contact) {
    Fields fields;
    const auto property = [&](const std::string& name) {
        const auto found = contact.properties.find(name);
        return found == contact.properties.end() ? "" : found->second;
    };
    for (const auto& [field, name] : contact_fields)
        if (const auto value = property(name); !value.empty()) fields.emplace_back(field, value);
    for (const auto& address : parts_of(property(additional_emails), ';'))
        if (!address.empty()) fields.emplace_back("also", address);
    return fields;
}

Fields fields_of(const sandbox::Person& person, const std::vector<sandbox::Organization>& organizations) {
    Fields fields{{"name", person.name}};
    if (!person.first_name.empty()) fields.emplace_back("first", person.first_name);
    if (!person.last_name.empty()) fields.emplace_back("last", person.last_name);
    for (const auto& email : person.emails) fields.emplace_back("email", email.value);
    for (const auto& phone : person.phones) fields.emplace_back("phone", phone.value);
    for (const auto& organization : organizations)
        if (organization.id == person.org_id) fields.emplace_back("organization", organization.name);
    if (!person.visible) fields.emplace_back("visible", "no");
    return fields;
}

/// `visible no`: a user who is no admin does not see the person.
bool is_visible(const Row& row) {
    const auto value = value_of(row.fields, "visible");
    if (value != "yes" && value != "no") throw Mismatch(row.line, "visible yes or no");
    return value == "yes";
}

/// What Pipedrive's pages do not let anybody do, or this sandbox does not.
void check_edit_of_person(const Row& row) {
    if (value_of(row.fields, "name") == "none") throw Mismatch(row.line, "a person has a name");
    if (!values_of(row.fields, "first").empty() || !values_of(row.fields, "last").empty())
        throw Mismatch(row.line, "the parts of a name follow from it when it changes");
}

std::vector<sandbox::PersonValue> person_values(const std::vector<std::string>& texts) {
    std::vector<sandbox::PersonValue> values;
    for (const auto& text : texts)
        if (text != "none") values.push_back({text, "work", values.empty()});
    return values;
}

}  // namespace

void People::add(Side side, const Row& row) {
    const std::scoped_lock lock(mutex_);
    if (ids_[side].contains(row.name)) throw Mismatch(row.line, "there is a '" + row.name + "' already");
    if (side == Side::pipedrive) return add_person(row);
    remember(side, row.name, sandbox_.hubspot().add(properties_of(row)));
}

void People::add_person(const Row& row) {
    sandbox::Person person;
    person.name = value_of(row.fields, "name");
    person.first_name = value_of(row.fields, "first");
    person.last_name = value_of(row.fields, "last");
    person.emails = person_values(values_of(row.fields, "email"));
    person.phones = person_values(values_of(row.fields, "phone"));
    if (const auto name = value_of(row.fields, "organization"); !name.empty()) person.org_id = organization(name);
    if (!values_of(row.fields, "visible").empty()) person.visible = is_visible(row);
    remember(Side::pipedrive, row.name, std::to_string(sandbox_.pipedrive().add_person(person)));
}

void People::remember(Side side, const std::string& name, const std::string& id) {
    ids_[side][name] = id;
    given_[side].insert(id);
}

std::int64_t People::organization(const std::string& name) {
    const auto known = sandbox_.pipedrive().organizations();
    const auto found = std::find_if(known.begin(), known.end(), [&](const auto& one) { return one.name == name; });
    return found == known.end() ? sandbox_.pipedrive().add_organization(name) : found->id;
}

void People::edit(Side side, const Row& row) {
    const std::scoped_lock lock(mutex_);
    if (side == Side::pipedrive) return edit_person(row);
    sandbox_.hubspot().edit(find_id(side, {row.line, {}, {}}, row.name), properties_of(row));
}

void People::edit_person(const Row& row) {
    check_edit_of_person(row);
    const auto id = std::stoll(find_id(Side::pipedrive, {row.line, {}, {}}, row.name));
    const auto names = values_of(row.fields, "name");
    const auto emails = values_of(row.fields, "email");
    const auto phones = values_of(row.fields, "phone");
    const auto organizations = values_of(row.fields, "organization");
    std::optional<std::int64_t> org_id;
    if (!organizations.empty() && organizations.front() != "none") org_id = organization(organizations.front());
    sandbox_.pipedrive().edit_person(id, [&](sandbox::Person& person) {
        if (!names.empty()) person.name = names.front();
        if (!emails.empty()) person.emails = person_values(emails);
        if (!phones.empty()) person.phones = person_values(phones);
        if (!organizations.empty()) person.org_id = org_id;
        if (!values_of(row.fields, "visible").empty()) person.visible = is_visible(row);
    });
}

void People::remove(Side side, const Line& line, const std::string& name) {
    const std::scoped_lock lock(mutex_);
    const auto id = find_id(side, line, name);
    if (side == Side::hubspot)
        sandbox_.hubspot().remove(id);
    else
        sandbox_.pipedrive().remove_person(std::stoll(id));
}

void People::restore(Side side, const Line& line, const std::string& name) {
    const std::scoped_lock lock(mutex_);
    const auto id = find_id(side, line, name);
    if (side == Side::hubspot)
        sandbox_.hubspot().restore(id);
    else
        sandbox_.pipedrive().restore_person(std::stoll(id));
}

void People::merge(Side side, const Line& line, const std::string& loser, const std::string& survivor) {
    const std::scoped_lock lock(mutex_);
    const auto lost = find_id(side, line, loser);
    const auto kept = find_id(side, line, survivor);
    if (side == Side::hubspot)
        remember(side, survivor, sandbox_.hubspot().merge(kept, lost));
    else
        sandbox_.pipedrive().merge_persons(std::stoll(lost), std::stoll(kept));
}

std::string People::id_of(Side side, const Line& line, const std::string& name) const {
    const std::scoped_lock lock(mutex_);
    return find_id(side, line, name);
}

std::string People::find_id(Side side, const Line& line, const std::string& name) const {
    if (const auto of_side = ids_.find(side); of_side != ids_.end())
        if (const auto found = of_side->second.find(name); found != of_side->second.end()) return found->second;
    throw Mismatch(line.number, std::string(name_of(side)) + " has no record called '" + name + "'");
}

bool People::was_given(Side side, const std::string& id) const {
    const std::scoped_lock lock(mutex_);
    const auto of_side = given_.find(side);
    return of_side != given_.end() && of_side->second.contains(id);
}

std::vector<LiveRecord> People::records(Side side) const {
    const std::scoped_lock lock(mutex_);
    std::vector<LiveRecord> records;
    if (side == Side::hubspot) {
        for (const auto& contact : sandbox_.hubspot().contacts()) records.push_back({contact.id, fields_of(contact)});
    } else {
        const auto organizations = sandbox_.pipedrive().organizations();
        for (const auto& person : sandbox_.pipedrive().persons())
            records.push_back({std::to_string(person.id), fields_of(person, organizations)});
    }
    return records;
}

}  // namespace scenarios
