#include "sandbox/pipedrive_persons.h"

#include <algorithm>
#include <utility>

#include "sandbox/pipedrive_body.h"
#include "sandbox/pipedrive_page.h"
#include "sandbox/strings.h"
#include "sandbox/times.h"

namespace sandbox {
namespace {

constexpr std::size_t most_custom_keys = 15;

const std::set<std::string> person_parameters = {
    "filter_id",      "ids",     "owner_id",       "org_id",         "deal_id",       "updated_since",
    "updated_until",  "sort_by", "sort_direction", "include_fields", "custom_fields", "include_option_labels",
    "include_labels", "limit",   "cursor"};

Json shown_values(const std::vector<PersonValue>& values) {
    auto list = Json::array();
    for (const auto& value : values)
        list.push_back(Json{{"label", value.label}, {"value", value.value}, {"primary", value.primary}});
    return list;
}

Json shown_emails(const Person& person, EmptyEmails form) {
    if (!person.emails.empty() || form == EmptyEmails::empty_list) return shown_values(person.emails);
    if (form == EmptyEmails::null) return nullptr;
    return Json::array({Json{{"label", "work"}, {"value", ""}, {"primary", true}}});
}

Json shown_custom_fields(const PipedriveCall& call, const Person& person, const std::vector<std::string>& keys) {
    auto shown = Json::object();
    for (const auto& field : call.store.fields()) {
        const auto wanted = keys.empty() || std::find(keys.begin(), keys.end(), field.code) != keys.end();
        if (!wanted) continue;
        const auto value = person.custom_fields.find(field.code);
        shown[field.code] = value == person.custom_fields.end() ? Json() : Json(value->second);
    }
    return shown;
}

std::optional<Response> invalid_switch(const Request& request) {
    for (const auto* name : {"include_option_labels", "include_labels"}) {
        const auto value = request.parameter(name, "false");
        if (value != "true" && value != "false")
            return answers::invalid(std::string("Validation failed: query: ") + name + ": Expected boolean");
    }
    return std::nullopt;
}

std::optional<Response> invalid_number(const Request& request) {
    for (const auto* name : {"filter_id", "owner_id", "org_id", "deal_id"})
        if (!to_number(request.parameter(name, "0")))
            return answers::invalid(std::string("Validation failed: query: ") + name + ": Expected number");
    return std::nullopt;
}

std::optional<Response> refused_list(const PipedriveCall& call) {
    if (auto refusal = unknown_parameter(call, person_parameters)) return refusal;
    if (auto refusal = invalid_switch(call.request)) return refusal;
    if (auto refusal = invalid_number(call.request)) return refusal;
    if (call.request.query.count("filter_id") == 1) return answers::not_found();
    if (split(call.request.parameter("custom_fields"), ',').size() > most_custom_keys)
        return answers::invalid("Validation failed: query: custom_fields: at most 15 keys are allowed");
    return std::nullopt;
}

// Which persons a list shows.
class Listed {
  public:
    Listed(const PipedriveCall& call, const ListQuery& query)
        : call_(call),
          query_(query),
          owner_id_(to_number(call.request.parameter("owner_id"))),
          org_id_(to_number(call.request.parameter("org_id"))),
          of_deal_(call.request.query.count("deal_id") == 1) {}

    bool operator()(const Person& person) const {
        const auto hidden = person.deleted && call_.options.deleted_persons != DeletedPersons::listed;
        return !hidden && query_.includes(person.id, person.updated_ms) && call_.sees(person) &&
               (!owner_id_ || person.owner_id == *owner_id_) && (!org_id_ || person.org_id == org_id_) && !of_deal_;
    }

  private:
    const PipedriveCall& call_;
    const ListQuery& query_;
    std::optional<std::int64_t> owner_id_;
    std::optional<std::int64_t> org_id_;
    bool of_deal_;  // there are no deals
};

// The person that the path names, live and visible.
std::variant<const Person*, Response> live_person(const PipedriveCall& call) {
    const auto id = id_in_path(call);
    if (!id) return answers::invalid("Validation failed: path: id: Expected number");
    const auto* person = call.store.find_live(*id);
    if (person == nullptr || !call.sees(*person)) return answers::not_found();
    return person;
}

std::optional<Response> over_cap(const PipedriveCall& call) {
    const auto cap = call.options.person_cap;
    if (!cap || call.store.live_persons() < *cap) return std::nullopt;
    return answers::refused(403, "Couldn't add the person. Persons limit reached.",
                            "Please check developers.pipedrive.com for more information about Pipedrive API.",
                            "feature_capping_persons_limit");
}

}  // namespace

Json shown_person(const PipedriveCall& call, const Person& person, const std::vector<std::string>& custom_keys) {
    return {{"id", person.id},
            {"name", person.name},
            {"first_name", person.first_name},
            {"last_name", person.last_name},
            {"add_time", iso_seconds(person.added_ms)},
            {"update_time", iso_seconds(person.updated_ms)},
            {"visible_to", person.visible_to},
            {"custom_fields", shown_custom_fields(call, person, custom_keys)},
            {"owner_id", person.owner_id},
            {"label_ids", person.label_ids},
            {"org_id", person.org_id ? Json(*person.org_id) : Json()},
            {"is_deleted", person.deleted},
            {"picture_id", nullptr},
            {"phones", shown_values(person.phones)},
            {"emails", shown_emails(person, call.options.empty_emails)}};
}

Response answer_list_persons(PipedriveCall& call) {
    if (auto refusal = refused_list(call)) return *refusal;
    const auto read = list_query(call);
    if (const auto* refusal = std::get_if<Response>(&read)) return *refusal;
    const auto& query = std::get<ListQuery>(read);
    const auto page = page_of(call, query, call.store.persons(), Listed(call, query));
    const auto custom_keys = split(call.request.parameter("custom_fields"), ',');
    auto data = Json::array();
    for (const auto* person : page.records) data.push_back(shown_person(call, *person, custom_keys));
    return answers::page(std::move(data), page.next_cursor);
}

Response answer_get_person(PipedriveCall& call) {
    if (auto refusal =
            unknown_parameter(call, {"include_fields", "custom_fields", "include_option_labels", "include_labels"}))
        return *refusal;
    const auto id = id_in_path(call);
    if (!id) return answers::invalid("Validation failed: path: id: Expected number");
    const auto* person = call.store.find(*id);
    const auto hidden =
        person != nullptr && person->deleted && call.options.deleted_persons == DeletedPersons::not_found;
    if (person == nullptr || hidden || !call.sees(*person)) return answers::not_found();
    return answers::success(shown_person(call, *person, split(call.request.parameter("custom_fields"), ',')));
}

Response answer_create_person(PipedriveCall& call) {
    if (auto refusal = unknown_parameter(call, {})) return *refusal;
    const auto body = pipedrive_body(call);
    if (const auto* refusal = std::get_if<Response>(&body)) return *refusal;
    Person person;
    if (auto refusal = apply_body(call, std::get<Json>(body), BodyOf::create, person)) return *refusal;
    if (auto refusal = over_cap(call)) return *refusal;
    ++call.written.created;
    return answers::success(shown_person(call, call.store.add(std::move(person))), call.options.created_status);
}

Response answer_update_person(PipedriveCall& call) {
    if (auto refusal = unknown_parameter(call, {})) return *refusal;
    const auto found = live_person(call);
    if (const auto* refusal = std::get_if<Response>(&found)) return *refusal;
    const auto body = pipedrive_body(call);
    if (const auto* refusal = std::get_if<Response>(&body)) return *refusal;
    auto person = *std::get<const Person*>(found);
    if (auto refusal = apply_body(call, std::get<Json>(body), BodyOf::update, person)) return *refusal;
    ++call.written.updated;
    return answers::success(shown_person(call, call.store.change(std::move(person))));
}

Response answer_delete_person(PipedriveCall& call) {
    if (auto refusal = unknown_parameter(call, {})) return *refusal;
    const auto found = live_person(call);
    if (const auto* refusal = std::get_if<Response>(&found)) return *refusal;
    const auto id = std::get<const Person*>(found)->id;
    call.store.remove(id);
    ++call.written.removed;
    return answers::success(Json{{"id", id}});
}

}  // namespace sandbox
