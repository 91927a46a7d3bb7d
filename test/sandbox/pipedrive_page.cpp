#include "sandbox/pipedrive_page.h"

#include <tuple>

#include "sandbox/strings.h"

namespace sandbox {
namespace {

constexpr std::int64_t largest_list_page = 500;
constexpr std::size_t most_ids = 100;

const std::map<SortBy, std::string> sort_names = {
    {SortBy::id, "id"}, {SortBy::update_time, "update_time"}, {SortBy::add_time, "add_time"}};

using Refusal = std::optional<Response>;

Refusal invalid_query(const std::string& parameter, const std::string& what) {
    return answers::invalid("Validation failed: query: " + parameter + ": " + what);
}

Refusal read_ids(const Request& request, ListQuery& query) {
    if (request.query.count("ids") == 0) return std::nullopt;
    const auto parts = split(request.parameter("ids"), ',');
    if (parts.empty() || parts.size() > most_ids) return invalid_query("ids", "1 to 100 ids are allowed");
    query.ids.emplace();
    for (const auto& part : parts) {
        const auto id = to_number(part);
        if (!id) return invalid_query("ids", "Expected number, received string");
        query.ids->insert(*id);
    }
    return std::nullopt;
}

// Whole seconds only: a fraction is refused, although answers elsewhere show one.
Refusal read_time(const Request& request, const char* name, std::optional<std::int64_t>& time) {
    if (request.query.count(name) == 0) return std::nullopt;
    const auto text = request.parameter(name);
    time = text.find('.') == std::string::npos ? parse_iso(text) : std::nullopt;
    return time ? Refusal() : invalid_query(name, text + " is not a valid datetime");
}

std::optional<SortBy> to_sort_by(const std::string& name) {
    for (const auto& [sort_by, known] : sort_names)
        if (name == known) return sort_by;
    return std::nullopt;
}

Refusal read_sort(const Request& request, ListQuery& query) {
    const auto sort_by = to_sort_by(request.parameter("sort_by", "id"));
    if (!sort_by) return invalid_query("sort_by", "Invalid enum value");
    query.sort_by = *sort_by;
    const auto direction = request.parameter("sort_direction", "asc");
    if (direction != "asc" && direction != "desc") return invalid_query("sort_direction", "Invalid enum value");
    query.descending = direction == "desc";
    return std::nullopt;
}

Refusal read_cursor(const PipedriveCall& call, ListQuery& query) {
    if (call.request.query.count("cursor") == 0) return std::nullopt;
    query.cursor = to_cursor(call.request.parameter("cursor"));
    const auto fits = query.cursor && query.cursor->sort_by == query.sort_by &&
                      query.cursor->descending == query.descending && call.options.cursors_expire == Switch::off;
    return fits ? Refusal() : invalid_query("cursor", "Invalid cursor");
}

// The member, when it is there and a text.
std::string text_in(const Json& json, const char* name) {
    const auto member = json.find(name);
    return member != json.end() && member->is_string() ? member->get<std::string>() : "";
}

// The whole number of that name.
std::optional<std::int64_t> number_in(const Json& json, const char* name) {
    const auto member = json.find(name);
    return member != json.end() && member->is_number_integer() ? std::optional(member->get<std::int64_t>())
                                                               : std::nullopt;
}

}  // namespace

std::string to_text(const Cursor& cursor) {
    const auto value = cursor.sort_by == SortBy::id ? Json(cursor.id) : Json(iso_seconds(cursor.time_ms));
    return to_base64url(Json{
        {"field", sort_names.at(cursor.sort_by)},
        {"fieldValue", value},
        {"sortDirection", cursor.descending ? "desc" : "asc"},
        {"id", cursor.id}}.dump());
}

std::optional<Cursor> to_cursor(const std::string& text) {
    const auto decoded = from_base64url(text);
    const auto json = decoded ? parse_json(*decoded) : std::nullopt;
    if (!json || !json->is_object()) return std::nullopt;
    const auto sort_by = to_sort_by(text_in(*json, "field"));
    const auto id = number_in(*json, "id");
    if (!sort_by || !id) return std::nullopt;
    const auto time_ms = *sort_by == SortBy::id ? 0 : parse_iso(text_in(*json, "fieldValue"));
    if (!time_ms || (*sort_by == SortBy::id && number_in(*json, "fieldValue") != id)) return std::nullopt;
    return Cursor{*sort_by, *time_ms, *id, text_in(*json, "sortDirection") == "desc"};
}

bool is_before(const Cursor& left, const Cursor& right) {
    const auto by_key = std::tie(left.time_ms, left.id) < std::tie(right.time_ms, right.id);
    const auto by_key_reversed = std::tie(right.time_ms, right.id) < std::tie(left.time_ms, left.id);
    return left.descending ? by_key_reversed : by_key;
}

std::string next_cursor(const PipedriveCall& call, const ListQuery& query, const Cursor& next) {
    const auto stuck = call.options.repeat_cursor == Switch::on && query.cursor;
    return stuck ? call.request.parameter("cursor") : to_text(next);
}

std::optional<std::int64_t> limit_of(const Request& request, std::int64_t most) {
    const auto limit = to_number(request.parameter("limit", "100"));
    return limit && *limit >= 1 && *limit <= most ? limit : std::nullopt;
}

std::variant<ListQuery, Response> list_query(const PipedriveCall& call) {
    ListQuery query;
    const auto limit = limit_of(call.request, largest_list_page);
    if (!limit) return *invalid_query("limit", "must be a number from 1 to 500");
    query.limit = *limit;
    auto refusal = read_ids(call.request, query);
    if (!refusal) refusal = read_time(call.request, "updated_since", query.updated_since_ms);
    if (!refusal) refusal = read_time(call.request, "updated_until", query.updated_until_ms);
    if (!refusal) refusal = read_sort(call.request, query);
    if (!refusal) refusal = read_cursor(call, query);
    if (refusal) return *refusal;
    // Whoever names ids gets them all.
    if (!query.ids) query.limit = std::min(query.limit, call.options.most_a_page.value_or(query.limit));
    return query;
}

}  // namespace sandbox
