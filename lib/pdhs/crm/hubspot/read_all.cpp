#include "pdhs/crm/hubspot/read_all.h"

#include <functional>
#include <unordered_set>
#include <utility>

#include "pdhs/crm/hubspot/delivery.h"
#include "pdhs/crm/hubspot/failures.h"
#include "pdhs/crm/hubspot/json_answer.h"
#include "pdhs/crm/hubspot/target.h"

namespace pdhs::hubspot {

namespace {

using Place = std::optional<std::string>;

/// Sees to it that a listing comes to an end.
class ProgressGuard {
  public:
    explicit ProgressGuard(const Place& start) {
        if (start) places_.insert(*start);
    }

    [[nodiscard]] std::optional<Failure> check(const ListedPage& page) {
        bool brings_new = false;
        for (const auto& row : page.rows)
            brings_new = ids_.insert(std::hash<std::string>{}(row.id)).second || brings_new;
        if (!page.after) return std::nullopt;
        if (!places_.insert(*page.after).second) return damaged("a page that leads back to an earlier one");
        if (!brings_new) return damaged("a page without any new contact that has a next page");
        return std::nullopt;
    }

  private:
    std::unordered_set<std::size_t> ids_;  ///< their hashes: a million texts take too much memory
    std::unordered_set<std::string> places_;
};

/// One listing on its way.
class Listing {
  public:
    Listing(Connection& connection, const std::string& contacts_path, const Place& start, const PageSink& sink)
        : connection_(connection), contacts_path_(contacts_path), start_(start), sink_(sink), guard_(start) {}

    ReadEnd run() {
        auto place = start_;
        while (auto page = read_page(place)) {
            place = page->after;
            if (!pass_on(std::move(*page))) break;
        }
        return std::move(end_);
    }

  private:
    std::optional<ListedPage> read_page(const Place& place) {
        std::optional<ListedPage> page;
        std::optional<Time> date;
        const auto reader = [&](const HttpResponse& response) -> std::optional<Failure> {
            page = decode_page(response.body);
            date = date_of(response);
            return page ? std::nullopt : std::optional(damaged("a page that cannot be understood"));
        };
        end_.failure = connection_.read({HttpMethod::get, list_target(contacts_path_, place), {}}, reader);
        if (place == start_) look_at_start(date);
        if (!ended()) end_.failure = guard_.check(*page);
        return ended() ? std::nullopt : page;
    }

    void look_at_start(const std::optional<Time>& date) {
        if (!end_.failure) {
            end_.began = date;
        } else if (start_ && end_.failure->kind == FailureKind::refused) {
            // Without a place the same request is always accepted.
            end_.failure.reset();
            end_.stop = ReadStop::place_refused;
        }
    }

    bool pass_on(ListedPage listed) {
        auto page = live_page(std::move(listed.rows));
        page.next = listed.after.value_or("");
        page.spent = connection_.usage();
        return deliver(page, listed.after ? Position::inner : Position::last, sink_, end_);
    }

    [[nodiscard]] bool ended() const { return end_.failure || end_.stop; }

    Connection& connection_;
    const std::string& contacts_path_;
    const Place start_;
    const PageSink& sink_;
    ProgressGuard guard_;
    ReadEnd end_;
};

}  // namespace

ReadEnd get_all_contacts(Connection& connection, const std::string& contacts_path, const std::string& place,
                         const PageSink& sink) {
    const auto start = place.empty() ? Place() : Place(place);
    return Listing(connection, contacts_path, start, sink).run();
}

}  // namespace pdhs::hubspot
