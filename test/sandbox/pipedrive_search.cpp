#include "sandbox/pipedrive_search.h"

#include <algorithm>

#include "sandbox/pipedrive_page.h"
#include "sandbox/strings.h"

namespace sandbox {
namespace {

constexpr std::int64_t largest_search_page = 100;

struct Search {
    std::string term;
    std::set<std::string> fields;
    bool exact = false;
    std::int64_t limit = 100;
    std::int64_t offset = 0;
};

std::variant<Search, Response> read_search(const Request& request) {
    const auto invalid = [](const std::string& text) {
        return answers::invalid("Invalid input: " + text, "ERR_INVALID_INPUT");
    };
    Search search;
    search.term = lower(trimmed(request.parameter("term")));
    const auto exact = request.parameter("exact_match", "false");
    if (exact != "true" && exact != "false") return invalid("\"exact_match\" must be a boolean");
    search.exact = exact == "true";
    if (search.term.empty()) return invalid("\"term\" is not allowed to be empty");
    if (!search.exact && characters(search.term) < 2) return invalid("\"term\" must have at least 2 characters");
    const std::set<std::string> known = {"custom_fields", "email", "notes", "phone", "name"};
    for (const auto& field : split(request.parameter("fields", "custom_fields,email,notes,phone,name"), ',')) {
        if (known.count(field) == 0) return invalid("\"fields\" names an unknown field");
        search.fields.insert(field);
    }
    const auto limit = limit_of(request, largest_search_page);
    if (!limit) return invalid("\"limit\" must be less than or equal to 100");
    search.limit = *limit;
    const auto offset = to_number(from_base64url(request.parameter("cursor", "MA")).value_or(""));
    if (!offset) return invalid("\"cursor\" is invalid");
    search.offset = *offset;
    return search;
}

std::vector<std::string> searched_values(const Person& person, const std::set<std::string>& fields) {
    std::vector<std::string> values;
    if (fields.count("name") == 1) values.push_back(person.name);
    if (fields.count("email") == 1)
        for (const auto& email : person.emails) values.push_back(email.value);
    if (fields.count("phone") == 1)
        for (const auto& phone : person.phones) values.push_back(phone.value);
    if (fields.count("custom_fields") == 1)
        for (const auto& [code, value] : person.custom_fields) values.push_back(value);
    return values;
}

bool is_hit(const Person& person, const Search& search) {
    const auto values = searched_values(person, search.fields);
    return std::any_of(values.begin(), values.end(), [&](const std::string& value) {
        const auto text = lower(value);
        return search.exact ? text == search.term : text.find(search.term) != std::string::npos;
    });
}

Json bare(const std::vector<PersonValue>& values) {
    auto list = Json::array();
    for (const auto& value : values) list.push_back(value.value);
    return list;
}

Json organization_of(const PipedriveCall& call, const Person& person) {
    if (!person.org_id) return nullptr;
    const auto& organization = call.store.organizations().at(*person.org_id);
    return {{"id", organization.id}, {"name", organization.name}, {"address", nullptr}};
}

Json shown_hit(const PipedriveCall& call, const Person& person) {
    auto custom_values = Json::array();
    for (const auto& [code, value] : person.custom_fields) custom_values.push_back(value);
    const Json item{{"id", person.id},
                    {"type", "person"},
                    {"name", person.name},
                    {"phones", bare(person.phones)},
                    {"emails", bare(person.emails)},
                    {"primary_email", person.emails.empty() ? Json() : Json(person.emails.front().value)},
                    {"visible_to", person.visible_to},
                    {"owner", {{"id", person.owner_id}}},
                    {"organization", organization_of(call, person)},
                    {"custom_fields", std::move(custom_values)},
                    {"notes", Json::array()}};
    return {{"result_score", 0.489265}, {"item", item}};
}

Response found_persons(const PipedriveCall& call, const Search& search) {
    const auto organization = to_number(call.request.parameter("organization_id"));
    std::vector<Person> hits;
    for (const auto& person : call.store.searchable())
        if (call.sees(person) && is_hit(person, search) && (!organization || person.org_id == organization))
            hits.push_back(person);
    auto items = Json::array();
    const auto total = static_cast<std::int64_t>(hits.size());
    const auto end = std::min(total, search.offset + search.limit);
    for (auto each = search.offset; each < end; ++each)
        items.push_back(shown_hit(call, hits[static_cast<std::size_t>(each)]));
    const auto next = end < total ? std::optional(to_base64url(std::to_string(end))) : std::nullopt;
    return answers::page(Json{{"items", std::move(items)}}, next);
}

}  // namespace

Response answer_search_persons(PipedriveCall& call) {
    if (auto refusal = unknown_parameter(
            call, {"term", "fields", "exact_match", "organization_id", "include_fields", "limit", "cursor"}))
        return *refusal;
    const auto search = read_search(call.request);
    if (const auto* refusal = std::get_if<Response>(&search)) return *refusal;
    return found_persons(call, std::get<Search>(search));
}

}  // namespace sandbox
