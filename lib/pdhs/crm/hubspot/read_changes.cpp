#include "pdhs/crm/hubspot/read_changes.h"

#include <algorithm>
#include <utility>

#include "pdhs/crm/hubspot/delivery.h"
#include "pdhs/crm/hubspot/failures.h"
#include "pdhs/crm/hubspot/json_answer.h"
#include "pdhs/crm/hubspot/json_request.h"
#include "pdhs/crm/hubspot/target.h"

namespace pdhs::hubspot {

namespace {

/// HubSpot keeps its promises for the first 10,000 hits of a search; more may come while they are read.
constexpr std::size_t most_hits = 9'000;
/// The pages that so many hits fill, and a third more, as pages may come half empty.
constexpr std::size_t most_pages = most_hits / search_page_size * 4 / 3;

bool row_less(const Row& a, const Row& b) {
    return id_less(a.id, b.id);
}

bool announces_more(const FoundPage& page) {
    return page.total && *page.total > static_cast<long long>(page.rows.size());
}

/// Counted, but not shown: the index and the records differ.
bool hides_hits(const FoundPage& page) {
    return page.rows.empty() && announces_more(page);
}

/// A full page is followed by another, whatever it announces: that costs one search now and then, and loses nothing.
Position position_of(const FoundPage& page) {
    return page.rows.size() >= search_page_size || announces_more(page) ? Position::inner : Position::last;
}

/// One read of changes on its way.
class Changes {
  public:
    Changes(Connection& connection, const std::string& contacts_path, Time since, const PageSink& sink)
        : connection_(connection), contacts_path_(contacts_path), since_(since), sink_(sink) {}

    ReadEnd run() {
        while (auto page = read_page())
            if (!pass_on(std::move(*page))) break;
        return std::move(end_);
    }

  private:
    std::optional<FoundPage> read_page() {
        if (pages_ == most_pages) end_.stop = ReadStop::too_many;
        if (ended()) return std::nullopt;
        auto page = search();
        if (!ended()) look_at(*page);
        return ended() ? std::nullopt : std::move(page);
    }

    std::optional<FoundPage> search() {
        std::optional<FoundPage> page;
        std::optional<Time> date;
        const auto reader = [&](const HttpResponse& response) -> std::optional<Failure> {
            page = decode_found_page(response.body);
            date = date_of(response);
            if (!page) return damaged("changes that cannot be understood");
            return hides_hits(*page) ? std::optional(damaged("a number of changes, and none of them")) : std::nullopt;
        };
        const auto body = encode_search_of_changes(since_, last_id_);
        end_.failure = connection_.read({HttpMethod::post, search_target(contacts_path_), body}, reader, Limit::search);
        if (!end_.failure && pages_ == 0) end_.began = date;
        if (end_.failure && end_.failure->kind == FailureKind::damaged && page && hides_hits(*page)) give_up();
        return page;
    }

    void look_at(const FoundPage& page) {
        const bool first = pages_++ == 0;
        if (first && page.total.value_or(0) > static_cast<long long>(most_hits))
            give_up();
        else
            end_.failure = fault_of(page);
    }

    std::optional<Failure> fault_of(const FoundPage& page) const {
        const auto highest = std::max_element(page.rows.begin(), page.rows.end(), row_less);
        if (highest != page.rows.end() && !id_less(last_id_, highest->id))
            return damaged("a page of changes without any further contact");
        if (position_of(page) == Position::inner && !std::is_sorted(page.rows.begin(), page.rows.end(), row_less))
            return damaged("a page of changes that is not in the order of ids");
        return std::nullopt;
    }

    bool pass_on(FoundPage found) {
        const auto position = position_of(found);
        if (!found.rows.empty()) last_id_ = std::max_element(found.rows.begin(), found.rows.end(), row_less)->id;
        auto page = live_page(std::move(found.rows));
        page.spent = connection_.usage();
        return deliver(page, position, sink_, end_);
    }

    /// The search cannot show what there is.
    void give_up() {
        end_.failure.reset();
        end_.stop = ReadStop::too_many;
    }

    [[nodiscard]] bool ended() const { return end_.failure || end_.stop; }

    Connection& connection_;
    const std::string& contacts_path_;
    const Time since_;
    const PageSink& sink_;
    std::size_t pages_ = 0;
    std::string last_id_;
    ReadEnd end_;
};

}  // namespace

ReadEnd get_changed_contacts(Connection& connection, const std::string& contacts_path, Time since,
                             const PageSink& sink) {
    return Changes(connection, contacts_path, since, sink).run();
}

}  // namespace pdhs::hubspot
