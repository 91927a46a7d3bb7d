#include "pdhs/crm/pipedrive/listing.h"

#include "pdhs/crm/pipedrive/json_person.h"
#include "pdhs/crm/pipedrive/limits.h"
#include "pdhs/crm/pipedrive/progress.h"
#include "pdhs/crm/words.h"

namespace pdhs::pipedrive {

namespace {

/// Ascending ids keep their places when persons are added during the walk.
std::string page_target(const std::string& cursor) {
    std::string target = "/api/v2/persons?limit=500&sort_by=id&sort_direction=asc";
    if (!cursor.empty()) target += "&cursor=" + percent_encoded(cursor);
    return target;
}

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

/// One walk from the first page to the last.
class Listing {
  public:
    Listing(Session& session, const PageSink& sink) : session_(session), sink_(sink) {}

    ReadEnd walk() {
        do {
            end_.failure = take_page();
        } while (!end_.failure && !cursor_.empty());
        end_.complete = !end_.failure;
        end_.usage = session_.take_usage();
        return std::move(end_);
    }

  private:
    std::optional<Failure> take_page() {
        auto answer = session_.get(page_target(cursor_), list_page_tokens, decode_persons_page);
        if (const auto* failure = failure_in(answer)) return *failure;
        if (cursor_.empty()) end_.began = session_.answered_at();
        auto& page = std::get<PersonsPage>(answer);
        const auto stuck = progress_.check(page);
        cursor_ = page.next_cursor;
        if (const auto taken = sink_(page_of(std::move(page))); !taken)
            return Failure{.kind = FailureKind::state, .message = taken.error().message, .code = {}};
        return stuck;
    }

    Session& session_;
    const PageSink& sink_;
    Progress progress_;
    std::string cursor_;  ///< of the next page; empty before the first
    ReadEnd end_;
};

}  // namespace

ReadEnd get_all_persons(Session& session, const PageSink& sink) {
    return Listing(session, sink).walk();
}

}  // namespace pdhs::pipedrive
