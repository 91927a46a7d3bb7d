#include "sandbox/control_api.h"

#include <map>
#include <stdexcept>

#include "sandbox/hubspot_properties.h"
#include "sandbox/json.h"
#include "sandbox/people_table.h"
#include "sandbox/strings.h"
#include "sandbox/times.h"

namespace sandbox {
namespace {

const std::string root = "/_sandbox/";

Response json_response(int status, const Json& body) {
    return {status, {{"Content-Type", "application/json"}}, to_body(body) + "\n"};
}

Response refusal(int status, const std::string& reason) {
    return json_response(status, Json{{"error", reason}});
}

Json shown(const Contact& contact) {
    Json json{{"id", contact.id}};
    for (const auto& [name, value] : contact.properties) json[name] = value;
    json["createdAt"] = iso_milliseconds(contact.created_ms);
    json["updatedAt"] = iso_milliseconds(contact.modified_ms);
    return json;
}

Json bare_values(const std::vector<PersonValue>& values) {
    auto list = Json::array();
    for (const auto& value : values) list.push_back(value.value);
    return list;
}

Json shown(const Person& person) {
    return {{"id", person.id},
            {"name", person.name},
            {"emails", bare_values(person.emails)},
            {"phones", bare_values(person.phones)},
            {"org_id", person.org_id ? Json(*person.org_id) : Json()},
            {"add_time", iso_seconds(person.added_ms)},
            {"update_time", iso_seconds(person.updated_ms)}};
}

Json shown(const Counters& counters) {
    return {{"requests", counters.requests},       {"by_kind", counters.by_kind},
            {"created", counters.created},         {"updated", counters.updated},
            {"removed", counters.removed},         {"tokens", counters.tokens},
            {"refused_429", counters.refused_429}, {"highest_in_window", counters.highest_in_window}};
}

template <class Records>
Response listed(const Records& records) {
    auto list = Json::array();
    for (const auto& record : records) list.push_back(shown(record));
    return json_response(200, list);
}

using Body = const Json&;

// Either the properties themselves or {"properties":{...}}.
Response add_contact(const Controlled& controlled, Body body) {
    Properties properties;
    const auto sent = body.value("properties", body);
    for (const auto& [name, value] : sent.items()) properties[name] = value.get<std::string>();
    return json_response(201, Json{{"id", controlled.hubspot.add(properties)}});
}

std::optional<std::int64_t> organization_named(Pipedrive& pipedrive, const std::string& name) {
    if (name.empty()) return std::nullopt;
    for (const auto& organization : pipedrive.organizations())
        if (organization.name == name) return organization.id;
    return pipedrive.add_organization(name);
}

Response add_person(const Controlled& controlled, Body body) {
    const auto list = [&](const char* name) { return body.value(name, std::vector<std::string>()); };
    const auto organization = organization_named(controlled.pipedrive, body.value("organization", ""));
    const auto name = body.at("name").get<std::string>();
    return json_response(
        201, Json{{"id", controlled.pipedrive.add_person(name, list("emails"), list("phones"), organization)}});
}

Response move_clock(const Controlled& controlled, Body body) {
    controlled.clock.advance(body.at("advance_ms").get<std::int64_t>());
    return json_response(200, Json{{"now_ms", controlled.clock.now_ms()}});
}

Response counted(const Controlled& controlled) {
    return json_response(200, Json{{"hubspot", shown(controlled.hubspot.counters())},
                                   {"pipedrive", shown(controlled.pipedrive.counters())}});
}

Response removed(const Controlled& controlled, const std::string& what, const std::string& id) {
    if (what == "contacts")
        controlled.hubspot.remove(id);
    else
        controlled.pipedrive.remove_person(to_number(id).value_or(0));
    return {204, {}, ""};
}

Response dispatch(const Request& request, const Controlled& controlled) {
    const auto parts = split(request.path.substr(root.size()), '/');
    const auto what = parts.empty() ? "" : parts.front();
    if (request.method == "DELETE" && parts.size() == 2 && (what == "contacts" || what == "persons"))
        return removed(controlled, what, parts[1]);
    const auto asked = request.method + " " + joined(parts, "/");
    if (asked == "GET contacts") return listed(controlled.hubspot.contacts());
    if (asked == "GET persons") return listed(controlled.pipedrive.persons());
    if (asked == "GET table")
        return {200,
                {{"Content-Type", "text/plain; charset=utf-8"}},
                people_table(controlled.hubspot, controlled.pipedrive)};
    if (asked == "GET counters") return counted(controlled);
    using Action = Response (*)(const Controlled&, Body);
    static const std::map<std::string, Action> actions = {
        {"POST contacts", add_contact}, {"POST persons", add_person}, {"POST clock", move_clock}};
    const auto action = actions.find(asked);
    return action == actions.end() ? refusal(404, "no such control")
                                   : action->second(controlled, Json::parse(request.body));
}

}  // namespace

bool is_control_request(const Request& request) {
    return request.path.rfind(root, 0) == 0;
}

Response answer_control(const Request& request, const Controlled& controlled) {
    try {
        return dispatch(request, controlled);
    } catch (const Json::exception& error) {
        return refusal(400, error.what());
    } catch (const std::invalid_argument& error) {
        return refusal(409, error.what());
    }
}

}  // namespace sandbox
