#include "sandbox/hubspot_records.h"

#include <algorithm>

#include "sandbox/hubspot_properties.h"
#include "sandbox/hubspot_validation.h"
#include "sandbox/strings.h"

namespace sandbox {
namespace {

constexpr std::int64_t largest_page = 100;
constexpr std::int64_t largest_page_with_history = 50;

struct ListQuery {
    std::int64_t limit = 10;
    std::int64_t after = 0;
    bool archived = false;
    std::optional<HubspotProblem> problem;
};

bool is_boolean(const std::string& text) {
    return text == "true" || text == "false";
}

ListQuery list_query(const Request& request) {
    const auto history = request.query.count("propertiesWithHistory") == 1;
    const auto limit = to_number(request.parameter("limit", "10"));
    const auto after = to_number(request.parameter("after", "0"));
    const auto archived = request.parameter("archived", "false");
    ListQuery query;
    if (!limit || *limit < 1 || *limit > (history ? largest_page_with_history : largest_page))
        query.problem = problems::invalid("Invalid limit: " + request.parameter("limit"));
    else if (!after)
        query.problem = problems::invalid("Invalid cursor: " + request.parameter("after"));
    else if (!is_boolean(archived))
        query.problem = problems::invalid("archived must be true or false");
    else
        query = {*limit, *after, archived == "true", std::nullopt};
    return query;
}

// The cursor is the next id that may follow, as in both documented examples; the link names another host.
Json next_page(const HubspotCall& call, std::int64_t last_id) {
    const auto after =
        call.options.repeat_after == Switch::on ? call.request.parameter("after", "0") : std::to_string(last_id + 1);
    return {{"next", {{"after", after}, {"link", "https://api.hubspot.com/crm/v3/objects/contacts/?after=" + after}}}};
}

bool asks_for_archived(const HubspotCall& call) {
    return call.request.parameter("archived", "false") == "true";
}

// Reads by number find a merged-away id's survivor; the id in the answer tells.
std::variant<const Contact*, HubspotProblem> contact_in_path(const HubspotCall& call) {
    const auto id_property = call.request.parameter("idProperty");
    if (!id_property.empty() && id_property != "email" && id_property != "hs_object_id")
        return problems::invalid("Property " + id_property + " is not a unique identifier of contacts");
    if (id_property != "email" && !to_number(call.route.id)) return problems::not_numeric(call.route.id);
    const auto* contact = named_contact(call, call.route.id, id_property);
    if (contact == nullptr) return problems::not_found();
    return contact;
}

}  // namespace

std::vector<std::string> requested_properties(const Request& request) {
    std::vector<std::string> names;
    const auto found = request.query.find("properties");
    if (found == request.query.end()) return names;
    for (const auto& list : found->second)
        for (const auto& name : split(list, ',')) names.push_back(name);
    return names;
}

const Contact* named_contact(const HubspotCall& call, const std::string& id, const std::string& id_property) {
    if (id_property == "email") return call.store.owner_of(id);
    const auto number = to_number(id);
    return number ? call.store.find(*number) : nullptr;
}

const Contact& create_contact(HubspotCall& call, Properties&& properties) {
    properties.emplace("lifecyclestage", "lead");
    ++call.written.created;
    return call.store.add(std::move(properties));
}

HubspotAnswer answer_list(HubspotCall& call) {
    auto query = list_query(call.request);
    if (query.problem) return *query.problem;
    query.limit = std::min(query.limit, call.options.most_a_page.value_or(query.limit));
    const auto names = requested_properties(call.request);
    const auto& all = call.store.contacts();
    Json body{{"results", Json::array()}};
    auto& results = body["results"];
    std::int64_t last_id = 0;
    for (auto each = all.lower_bound(query.after); each != all.end(); ++each) {
        if (each->second.archived != query.archived) continue;
        if (static_cast<std::int64_t>(results.size()) == query.limit) {
            body["paging"] = next_page(call, last_id);
            break;
        }
        results.push_back(selected_contact(each->second, names, call.options));
        last_id = each->first;
    }
    return hubspot_json(200, body);
}

HubspotAnswer answer_get(HubspotCall& call) {
    const auto found = contact_in_path(call);
    if (const auto* problem = std::get_if<HubspotProblem>(&found)) return *problem;
    const auto& contact = *std::get<const Contact*>(found);
    if (contact.archived != asks_for_archived(call)) return problems::not_found();
    return hubspot_json(200, selected_contact(contact, requested_properties(call.request), call.options));
}

HubspotAnswer answer_create(HubspotCall& call) {
    const auto body = body_of(call);
    if (const auto* problem = std::get_if<HubspotProblem>(&body)) return *problem;
    const auto& json = std::get<Json>(body);
    auto checked = check_for_create(call, json.value("properties", Json()));
    if (checked.problem) return *checked.problem;
    const auto& contact = create_contact(call, std::move(checked.properties));
    auto response = hubspot_json(201, whole_contact(contact, call.options));
    response.headers["Location"] = "https://api.hubapi.com/crm/v3/objects/contacts/" + contact.id;
    return response;
}

HubspotAnswer answer_update(HubspotCall& call) {
    const auto body = body_of(call);
    if (const auto* problem = std::get_if<HubspotProblem>(&body)) return *problem;
    const auto found = contact_in_path(call);
    if (const auto* problem = std::get_if<HubspotProblem>(&found)) return *problem;
    const auto* contact = std::get<const Contact*>(found);
    if (contact->archived) return problems::not_found();
    const auto checked = check_for_update(call, std::get<Json>(body).value("properties", Json()), contact->id);
    if (checked.problem) return *checked.problem;
    const auto& changed = call.store.edit(std::stoll(contact->id), checked.properties);
    ++call.written.updated;
    return hubspot_json(200, changed_contact(changed, checked.properties, call.options));
}

HubspotAnswer answer_archive(HubspotCall& call) {
    const auto found = contact_in_path(call);
    if (const auto* problem = std::get_if<HubspotProblem>(&found)) return *problem;
    if (!call.store.archive(std::stoll(std::get<const Contact*>(found)->id))) return problems::not_found();
    ++call.written.removed;
    return Response{204, {}, ""};
}

HubspotAnswer answer_account_details(HubspotCall& call) {
    return hubspot_json(200, Json{{"portalId", call.options.portal_id},
                                  {"accountType", "STANDARD"},
                                  {"companyCurrency", "EUR"},
                                  {"additionalCurrencies", Json::array()},
                                  {"utcOffsetMilliseconds", call.options.limits.utc_offset_minutes * 60'000},
                                  {"uiDomain", "app.hubspot.com"},
                                  {"dataHostingLocation", "na1"}});
}

}  // namespace sandbox
