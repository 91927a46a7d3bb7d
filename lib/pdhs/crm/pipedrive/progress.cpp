#include "pdhs/crm/pipedrive/progress.h"

#include "pdhs/crm/pipedrive/failures.h"

namespace pdhs::pipedrive {

namespace {

/// Pages may be empty before the last one; so many in a row are no coincidence.
constexpr int most_pages_without_news = 10;

}  // namespace

Progress::Progress(const std::string& cursor) : cursors_{cursor} {}

std::optional<Failure> Progress::check(const PersonsPage& page) {
    if (page.next_cursor.empty()) return std::nullopt;
    if (!cursors_.insert(page.next_cursor).second) return damaged("a cursor for the second time");
    pages_without_news_ = widens_range(page) ? 0 : pages_without_news_ + 1;
    if (pages_without_news_ < most_pages_without_news) return std::nullopt;
    return damaged("page after page without a new person");
}

bool Progress::widens_range(const PersonsPage& page) {
    bool widened = false;
    for (const auto& row : page.rows) {
        const bool higher = highest_id_.empty() || id_less(highest_id_, row.id);
        const bool lower = lowest_id_.empty() || id_less(row.id, lowest_id_);
        if (higher) highest_id_ = row.id;
        if (lower) lowest_id_ = row.id;
        widened = widened || higher || lower;
    }
    return widened;
}

}  // namespace pdhs::pipedrive
