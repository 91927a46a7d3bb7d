#include "sandbox/pipedrive_page.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "sandbox/strings.h"
#include "sandbox/times.h"

namespace sandbox {
namespace {

constexpr std::int64_t largest_page = 500;
constexpr std::size_t most_ids = 100;

using Refusal = std::optional<Response>;

Refusal invalid(const std::string& parameter, const std::string& what) {
    return answers::invalid("Validation failed: query: " + parameter + ": " + what);
}

Refusal read_ids(const Request& request, ListQuery& query) {
    if (request.query.count("ids") == 0) return std::nullopt;
    const auto parts = split(request.parameter("ids"), ',');
    if (parts.empty() || parts.size() > most_ids) return invalid("ids", "1 to 100 ids are allowed");
    query.ids.emplace();
    for (const auto& part : parts) {
        const auto id = to_number(part);
        if (!id) return invalid("ids", "Expected number, received string");
        query.ids->insert(*id);
    }
    return std::nullopt;
}

// Whole seconds only: a fraction is refused, although answers elsewhere show one.
Refusal read_time(const Request& request, const char* name, std::optional<std::int64_t>& time) {
    if (request.query.count(name) == 0) return std::nullopt;
    const auto text = request.parameter(name);
    time = text.find('.') == std::string::npos ? parse_iso(text) : std::nullopt;
    return time ? Refusal() : invalid(name, text + " is not a valid datetime");
}

Refusal read_sort(const Request& request, ListQuery& query) {
    const std::set<std::string> fields = {"id", "update_time", "add_time"};
    query.sort_by = request.parameter("sort_by", "id");
    if (fields.count(query.sort_by) == 0) return invalid("sort_by", "Invalid enum value");
    const auto direction = request.parameter("sort_direction", "asc");
    if (direction != "asc" && direction != "desc") return invalid("sort_direction", "Invalid enum value");
    query.descending = direction == "desc";
    return std::nullopt;
}

Refusal read_cursor(const PipedriveCall& call, ListQuery& query) {
    if (call.request.query.count("cursor") == 0) return std::nullopt;
    query.cursor = to_cursor(call.request.parameter("cursor"));
    const auto fits = query.cursor && query.cursor->field == query.sort_by &&
                      query.cursor->descending == query.descending && call.options.cursors_expire == Switch::off;
    return fits ? Refusal() : invalid("cursor", "Invalid cursor");
}

std::string sort_value(const Row& row, const std::string& field) {
    if (field == "id") return std::to_string(row.id);
    return iso_seconds(field == "add_time" ? row.added_ms : row.updated_ms);
}

// Shown times order like the times themselves; ids are compared as numbers.
std::tuple<std::string, std::int64_t> sort_key(const Row& row, const std::string& field) {
    return {field == "id" ? "" : sort_value(row, field), row.id};
}

std::tuple<std::string, std::int64_t> sort_key(const Cursor& cursor) {
    return {cursor.field == "id" ? "" : cursor.value, cursor.id};
}

}  // namespace

std::string to_text(const Cursor& cursor) {
    const auto value = cursor.field == "id" ? Json(cursor.id) : Json(cursor.value);
    return to_base64url(Json{
        {"field", cursor.field},
        {"fieldValue", value},
        {"sortDirection", cursor.descending ? "desc" : "asc"},
        {"id", cursor.id}}.dump());
}

std::optional<Cursor> to_cursor(const std::string& text) {
    const auto decoded = from_base64url(text);
    const auto json = decoded ? parse_json(*decoded) : std::nullopt;
    if (!json || !json->is_object() || !json->contains("field") || !json->contains("fieldValue")) return std::nullopt;
    const auto id = json->find("id");
    if (id == json->end() || !id->is_number_integer()) return std::nullopt;
    const auto& value = (*json)["fieldValue"];
    return Cursor{(*json)["field"].is_string() ? (*json)["field"].get<std::string>() : "",
                  value.is_string() ? value.get<std::string>() : "", *id,
                  json->value("sortDirection", Json()) == "desc"};
}

bool ListQuery::includes(std::int64_t id, std::int64_t updated_ms) const {
    return (!ids || ids->count(id) == 1) && (!updated_since_ms || updated_ms >= *updated_since_ms) &&
           (!updated_until_ms || updated_ms < *updated_until_ms);
}

std::optional<std::int64_t> limit_of(const Request& request, std::int64_t most) {
    const auto limit = to_number(request.parameter("limit", "100"));
    return limit && *limit >= 1 && *limit <= most ? limit : std::nullopt;
}

std::variant<ListQuery, Response> list_query(const PipedriveCall& call) {
    ListQuery query;
    const auto limit = limit_of(call.request, largest_page);
    if (!limit) return *invalid("limit", "must be a number from 1 to 500");
    query.limit = *limit;
    auto refusal = read_ids(call.request, query);
    if (!refusal) refusal = read_time(call.request, "updated_since", query.updated_since_ms);
    if (!refusal) refusal = read_time(call.request, "updated_until", query.updated_until_ms);
    if (!refusal) refusal = read_sort(call.request, query);
    if (!refusal) refusal = read_cursor(call, query);
    if (refusal) return *refusal;
    return query;
}

Page page_of(const PipedriveCall& call, const ListQuery& query, std::vector<Row> rows) {
    const auto before = [&](const auto& left, const auto& right) {
        return query.descending ? right < left : left < right;
    };
    std::sort(rows.begin(), rows.end(), [&](const Row& left, const Row& right) {
        return before(sort_key(left, query.sort_by), sort_key(right, query.sort_by));
    });
    Page page;
    for (const auto& row : rows) {
        if (query.cursor && before(sort_key(row, query.sort_by), sort_key(*query.cursor))) continue;
        if (static_cast<std::int64_t>(page.ids.size()) == query.limit) {
            const Cursor next{query.sort_by, sort_value(row, query.sort_by), row.id, query.descending};
            const auto stuck = call.options.repeat_cursor == Switch::on && query.cursor;
            page.next_cursor = stuck ? call.request.parameter("cursor") : to_text(next);
            break;
        }
        page.ids.push_back(row.id);
    }
    return page;
}

}  // namespace sandbox
