#include "sandbox/hubspot_search.h"

#include <algorithm>
#include <map>

#include "sandbox/hubspot_filter.h"
#include "sandbox/hubspot_properties.h"
#include "sandbox/strings.h"

namespace sandbox {
namespace {

constexpr std::size_t longest_body = 3'000;
constexpr std::size_t most_groups = 5;
constexpr std::size_t most_filters_in_a_group = 6;
constexpr std::size_t most_filters = 18;
constexpr std::int64_t largest_search_page = 200;
constexpr std::int64_t deepest_result = 10'000;

struct Sort {
    std::string property = "createdate";
    bool descending = false;
};

using NumberOf = std::int64_t (*)(const Contact&);

/// Where it asks for numbers from `least` on, `number` is set: made into text and read again for each of many thousand
/// contacts, they take their time.
struct Filter {
    Json json;
    NumberOf number = nullptr;
    std::int64_t least = 0;
};

using Group = std::vector<Filter>;

struct Search {
    std::vector<Group> groups;
    std::string query;
    Sort sort;
    std::vector<std::string> properties;
    std::int64_t limit = 10;
    std::int64_t after = 0;
};

using Read = std::optional<HubspotProblem>;

Read invalid(const std::string& message) {
    return problems::invalid("Invalid search request: " + message);
}

std::string text_of(const Json& json, const char* name) {
    const auto found = json.find(name);
    return found != json.end() && found->is_string() ? found->get<std::string>() : "";
}

Filter read_filter(const Json& json) {
    static const std::map<std::string, NumberOf> numbers = {
        {"lastmodifieddate", [](const Contact& contact) { return contact.modified_ms; }},
        {"hs_object_id", [](const Contact& contact) { return static_cast<std::int64_t>(std::stoll(contact.id)); }}};
    const auto number = numbers.find(text_of(json, "propertyName"));
    const auto value = to_number(text_of(json, "value"));
    const auto operation = text_of(json, "operator");
    const auto is_bound = operation == "GTE" || operation == "GT";
    if (number == numbers.end() || !value || !is_bound) return {json};
    return {json, number->second, operation == "GT" ? *value + 1 : *value};
}

Read read_group(const Json& group, std::size_t& filters, Search& search) {
    const auto found = group.is_object() ? group.find("filters") : group.end();
    if (!group.is_object() || found == group.end() || !found->is_array()) return invalid("a group has no filters");
    filters += found->size();
    if (found->size() > most_filters_in_a_group || filters > most_filters) return invalid("too many filters");
    for (const auto& filter : *found) {
        if (!filter.is_object() || !is_search_operator(text_of(filter, "operator"))) return invalid("unknown operator");
        if (!is_defined_property(text_of(filter, "propertyName"))) return invalid("unknown property in a filter");
    }
    auto& read = search.groups.emplace_back();
    for (const auto& filter : *found) read.push_back(read_filter(filter));
    return std::nullopt;
}

Read read_groups(const Json& body, Search& search) {
    const auto groups = body.value("filterGroups", Json::array());
    if (!groups.is_array() || groups.size() > most_groups) return invalid("too many filterGroups");
    std::size_t filters = 0;
    for (const auto& group : groups)
        if (auto problem = read_group(group, filters, search)) return problem;
    return std::nullopt;
}

// Both {"propertyName","direction"} and "-createdate" are in use.
Read read_sort(const Json& body, Search& search) {
    const auto sorts = body.value("sorts", Json::array());
    if (!sorts.is_array() || sorts.size() > 1) return invalid("only one sort is supported");
    if (sorts.empty()) return std::nullopt;
    const auto& sort = sorts.front();
    if (sort.is_string()) {
        const auto text = sort.get<std::string>();
        search.sort.descending = text.rfind('-', 0) == 0;
        search.sort.property = text.substr(search.sort.descending ? 1 : 0);
    } else if (sort.is_object()) {
        search.sort = {text_of(sort, "propertyName"), text_of(sort, "direction") == "DESCENDING"};
    }
    if (!is_defined_property(search.sort.property)) return invalid("unknown property in sorts");
    return std::nullopt;
}

Read read_page(const Json& body, Search& search) {
    const auto limit = body.value("limit", Json(search.limit));
    if (!limit.is_number_integer() || limit < 1 || limit > largest_search_page)
        return invalid("limit must be 1 to 200");
    search.limit = limit;
    const auto after = body.value("after", Json("0"));
    const auto offset = to_number(after.is_string() ? after.get<std::string>() : after.dump());
    if (!offset) return invalid("after must be an integer");
    search.after = *offset;
    if (search.after + search.limit > deepest_result) return invalid("results beyond 10000 cannot be reached");
    return std::nullopt;
}

Read read_search(const Json& body, Search& search) {
    for (const auto read : {read_groups, read_sort, read_page})
        if (auto problem = read(body, search)) return problem;
    search.query = text_of(body, "query");
    for (const auto& name : body.value("properties", Json::array()))
        if (name.is_string()) search.properties.push_back(name);
    return std::nullopt;
}

bool passes_all(const Contact& contact, const Group& group) {
    return std::all_of(group.begin(), group.end(), [&](const Filter& filter) {
        return filter.number == nullptr ? passes_filter(contact, filter.json) : filter.number(contact) >= filter.least;
    });
}

bool passes_query(const Contact& contact, const std::string& query) {
    if (query.empty()) return true;
    for (const auto* name : {"email", "hs_additional_emails", "firstname", "lastname", "phone", "company"})
        if (lower(property_value(contact, name).value_or("")).find(lower(query)) != std::string::npos) return true;
    return false;
}

bool is_hit(const Contact& contact, const Search& search) {
    if (!passes_query(contact, search.query)) return false;
    return search.groups.empty() || std::any_of(search.groups.begin(), search.groups.end(),
                                                [&](const Group& group) { return passes_all(contact, group); });
}

std::vector<const Contact*> hits_of(const HubspotCall& call, const Search& search) {
    auto hits = call.store.searchable();
    std::erase_if(hits, [&](const Contact* contact) { return !is_hit(*contact, search); });
    const auto& sort = search.sort;
    const auto is_before = [&](const Contact* left, const Contact* right) {
        const auto left_value = property_value(*left, sort.property).value_or("");
        const auto right_value = property_value(*right, sort.property).value_or("");
        return sort.descending ? is_less(sort.property, right_value, left_value)
                               : is_less(sort.property, left_value, right_value);
    };
    // Most ask for them by id, and so they are.
    if (!std::is_sorted(hits.begin(), hits.end(), is_before)) std::stable_sort(hits.begin(), hits.end(), is_before);
    return hits;
}

}  // namespace

HubspotAnswer answer_search(HubspotCall& call) {
    const auto body = body_of(call);
    if (const auto* problem = std::get_if<HubspotProblem>(&body)) return *problem;
    if (characters(call.request.body) > longest_body) return *invalid("the body is longer than 3000 characters");
    Search search;
    if (const auto problem = read_search(std::get<Json>(body), search)) return *problem;
    search.limit = std::min(search.limit, call.options.most_a_page.value_or(search.limit));
    const auto hits = hits_of(call, search);
    const auto total = static_cast<std::int64_t>(hits.size());
    const auto end = std::min(total, search.after + search.limit);
    auto results = Json::array();
    for (auto each = search.after; each < end; ++each)
        results.push_back(selected_contact(*hits[static_cast<std::size_t>(each)], search.properties, call.options));
    Json answer{{"total", total}, {"results", std::move(results)}};
    if (end < total) answer["paging"] = {{"next", {{"after", std::to_string(end)}}}};
    return hubspot_json(200, answer);
}

}  // namespace sandbox
