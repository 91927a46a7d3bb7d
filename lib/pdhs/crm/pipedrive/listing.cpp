#include "pdhs/crm/pipedrive/listing.h"

#include <fmt/format.h>

#include <utility>

#include "pdhs/crm/pipedrive/json_person.h"
#include "pdhs/crm/pipedrive/limits.h"
#include "pdhs/crm/pipedrive/progress.h"
#include "pdhs/crm/words.h"

namespace pdhs::pipedrive {

namespace {

/// Whether the pages of a walk say where another walk may go on.
enum class Resumption { possible, impossible };

/// Which persons a walk passes.
struct Route {
    std::string filter;  ///< as "&updated_since=…"; empty: everybody
    std::string place;   ///< the cursor of the first page; empty: the beginning
    Resumption resumption = Resumption::impossible;
};

/// Ascending ids keep their places when persons are added or changed during the walk.
std::string page_target(const std::string& filter, const std::string& cursor) {
    auto target = fmt::format("/api/v2/persons?limit={}&sort_by=id&sort_direction=asc{}", list_page_size, filter);
    if (!cursor.empty()) target += "&cursor=" + percent_encoded(cursor);
    return target;
}

/// Who is in the bin is left out.
Page page_of(PersonsPage&& page) {
    Page result;
    for (auto& row : page.rows) {
        if (auto* record = std::get_if<Record>(&row.content))
            result.records.push_back(std::move(*record));
        else if (auto* unusable = std::get_if<Unusable>(&row.content))
            result.unusable.push_back({{Crm::pipedrive, std::move(row.id)}, std::move(unusable->reason)});
    }
    return result;
}

/// One walk from its first page to the last.
class Walk {
  public:
    Walk(Connection& connection, Route route, const PageSink& sink)
        : connection_(connection),
          route_(std::move(route)),
          sink_(sink),
          progress_(route_.place),
          cursor_(route_.place) {}

    ReadEnd run() {
        while (take_page()) ++pages_;
        end_.usage = connection_.take_usage();
        return std::move(end_);
    }

  private:
    /// Whether the next page is to be taken as well.
    bool take_page() {
        auto answer = connection_.get(page_target(route_.filter, cursor_), list_page_tokens, decode_persons_page);
        if (const auto* failure = failure_in(answer)) return end_with(*failure);
        auto& page = std::get<PersonsPage>(answer);
        if (pages_ == 0) end_.began = connection_.answered_at();
        if (const auto stuck = progress_.check(page)) return end_with(*stuck);
        cursor_ = std::move(page.next_cursor);
        return pass_on(page_of(std::move(page)));
    }

    bool pass_on(Page page) {
        if (route_.resumption == Resumption::possible) page.next = cursor_;
        page.spent = connection_.usage();
        const auto onward = sink_(page);
        if (!onward) return end_with({.kind = FailureKind::state, .message = onward.error().message, .code = {}});
        end_.complete = cursor_.empty();
        if (!end_.complete && *onward == Onward::stop) end_.stop = ReadStop::by_sink;
        return !end_.complete && !end_.stop;
    }

    bool end_with(const Failure& failure) {
        if (refuses_place(failure))
            end_.stop = ReadStop::place_refused;
        else
            end_.failure = failure;
        return false;
    }

    /// A later cursor is of this walk, and the beginning is no place: what is refused there is the reading itself.
    [[nodiscard]] bool refuses_place(const Failure& failure) const {
        return pages_ == 0 && !route_.place.empty() &&
               (failure.kind == FailureKind::refused || failure.kind == FailureKind::not_found);
    }

    Connection& connection_;
    const Route route_;
    const PageSink& sink_;
    Progress progress_;
    std::string cursor_;  ///< of the next page; empty at the beginning, and behind the last one
    int pages_ = 0;       ///< that were read before this one
    ReadEnd end_;
};

}  // namespace

ReadEnd get_all_persons(Connection& connection, const std::string& place, const PageSink& sink) {
    return Walk(connection, {.filter = {}, .place = place, .resumption = Resumption::possible}, sink).run();
}

ReadEnd get_changed_persons(Connection& connection, Time since, const PageSink& sink) {
    // Pipedrive refuses a fraction.
    const auto filter = "&updated_since=" + percent_encoded(iso_second_text(since));
    return Walk(connection, {.filter = filter, .place = {}, .resumption = Resumption::impossible}, sink).run();
}

}  // namespace pdhs::pipedrive
