#pragma once
#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "sandbox/pipedrive_call.h"
#include "sandbox/times.h"

namespace sandbox {

enum class SortBy { id, update_time, add_time };

/// A place in a sorted list: the record that comes next. Cursors are this, as base64url of JSON.
struct Cursor {
    SortBy sort_by = SortBy::id;
    std::int64_t time_ms = 0;  ///< whole seconds; by id: 0
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
    SortBy sort_by = SortBy::id;
    bool descending = false;
    std::optional<Cursor> cursor;

    bool includes(std::int64_t id, std::int64_t updated_ms) const {
        return (!updated_since_ms || updated_ms >= *updated_since_ms) &&
               (!updated_until_ms || updated_ms < *updated_until_ms) && (!ids || ids->count(id) == 1);
    }
    /// The record's place in the order that was asked for.
    template <class Record>
    Cursor place_of(const Record& record) const {
        const auto time_ms = sort_by == SortBy::add_time ? record.added_ms : record.updated_ms;
        return {sort_by, sort_by == SortBy::id ? 0 : whole_seconds(time_ms), record.id, descending};
    }
};

/// Whether `left` comes first; both are places of one list.
bool is_before(const Cursor& left, const Cursor& right);

/// Reads the parameters that all lists share: limit, ids, updated_since, updated_until, sort_by, sort_direction,
/// cursor.
std::variant<ListQuery, Response> list_query(const PipedriveCall& call);

/// The records of one page in order, and the next page's cursor.
template <class Record>
struct Page {
    std::vector<const Record*> records;
    std::optional<std::string> next_cursor;
};

/// The cursor of the page that begins with `next`.
std::string next_cursor(const PipedriveCall& call, const ListQuery& query, const Cursor& next);

template <class Record>
using RecordsById = std::map<std::int64_t, Record>;

/// Calls visit(record) from the cursor on, in the order of the query, for those that `is_listed`, until it says false.
/// In the order of ids nothing is sorted, and nothing before the cursor is looked at.
template <class Record, class IsListed, class Visit>
void each_in_order(const ListQuery& query, const RecordsById<Record>& records, const IsListed& is_listed,
                   const Visit& visit) {
    if (query.sort_by == SortBy::id && !query.descending) {
        auto next = query.cursor ? records.lower_bound(query.cursor->id) : records.begin();
        while (next != records.end() && (!is_listed(next->second) || visit(next->second))) ++next;
        return;
    }
    std::vector<std::pair<Cursor, const Record*>> places;
    for (const auto& [id, record] : records) {
        const auto place = query.place_of(record);
        if (is_listed(record) && !(query.cursor && is_before(place, *query.cursor))) places.push_back({place, &record});
    }
    std::sort(places.begin(), places.end(),
              [](const auto& left, const auto& right) { return is_before(left.first, right.first); });
    for (const auto& [place, record] : places)
        if (!visit(*record)) return;
}

template <class Record, class IsListed>
Page<Record> page_of(const PipedriveCall& call, const ListQuery& query, const RecordsById<Record>& records,
                     const IsListed& is_listed) {
    Page<Record> page;
    each_in_order(query, records, is_listed, [&](const Record& record) {
        const auto fits = static_cast<std::int64_t>(page.records.size()) < query.limit;
        if (fits)
            page.records.push_back(&record);
        else
            page.next_cursor = next_cursor(call, query, query.place_of(record));
        return fits;
    });
    return page;
}

/// The limit asked for, or nothing when it is no number from 1 to `most`.
std::optional<std::int64_t> limit_of(const Request& request, std::int64_t most);

}  // namespace sandbox
