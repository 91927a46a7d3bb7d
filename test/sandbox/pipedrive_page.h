#pragma once
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <variant>
#include <vector>

#include "sandbox/pipedrive_call.h"

namespace sandbox {

/// A place in a sorted list: the record that comes next. Cursors are this, as base64url of JSON.
struct Cursor {
    std::string field = "id";
    std::string value;  ///< of `field`, as shown
    std::int64_t id = 0;
    bool descending = false;
};

std::string to_text(const Cursor& cursor);
std::optional<Cursor> to_cursor(const std::string& text);

/// What a list endpoint was asked.
struct ListQuery {
    std::int64_t limit = 100;
    std::optional<std::set<std::int64_t>> ids;
    std::optional<std::int64_t> updated_since_ms;  ///< inclusive
    std::optional<std::int64_t> updated_until_ms;  ///< exclusive
    std::string sort_by = "id";                    ///< "id", "update_time" or "add_time"
    bool descending = false;
    std::optional<Cursor> cursor;

    bool includes(std::int64_t id, std::int64_t updated_ms) const;
};

/// Reads the parameters that all lists share: limit, ids, updated_since, updated_until, sort_by, sort_direction,
/// cursor.
std::variant<ListQuery, Response> list_query(const PipedriveCall& call);

/// A record as paging sees it.
struct Row {
    std::int64_t id = 0;
    std::int64_t added_ms = 0;
    std::int64_t updated_ms = 0;
};

/// The rows of one page in order, and the next page's cursor.
struct Page {
    std::vector<std::int64_t> ids;
    std::optional<std::string> next_cursor;
};

Page page_of(const PipedriveCall& call, const ListQuery& query, std::vector<Row> rows);

/// The limit asked for, or nothing when it is no number from 1 to `most`.
std::optional<std::int64_t> limit_of(const Request& request, std::int64_t most);

}  // namespace sandbox
