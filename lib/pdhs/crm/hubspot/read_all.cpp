#include "pdhs/crm/hubspot/read_all.h"

#include <unordered_set>
#include <utility>

#include "pdhs/crm/hubspot/failures.h"
#include "pdhs/crm/hubspot/json_answer.h"
#include "pdhs/crm/hubspot/target.h"

namespace pdhs::hubspot {

namespace {

/// Sees to it that a listing comes to an end.
class ProgressGuard {
  public:
    [[nodiscard]] std::optional<Failure> check(const ListedPage& page) {
        bool brings_new = false;
        for (const auto& row : page.rows) brings_new = ids_.insert(row.id).second || brings_new;
        if (!page.after) return std::nullopt;
        if (!places_.insert(*page.after).second) return damaged("a page that leads back to an earlier one");
        if (!brings_new) return damaged("a page without any new contact that has a next page");
        return std::nullopt;
    }

  private:
    std::unordered_set<std::string> ids_;
    std::unordered_set<std::string> places_;
};

Page live_ones(std::vector<Row> rows) {
    Page page;
    for (auto& row : rows) {
        if (row.archived) continue;
        if (row.record)
            page.records.push_back(std::move(*row.record));
        else
            page.unusable.push_back({{Crm::hubspot, std::move(row.id)}, std::move(row.reason)});
    }
    return page;
}

/// One listing on its way.
class Listing {
  public:
    Listing(Connection& connection, const std::string& contacts_path, const PageSink& sink)
        : connection_(connection), contacts_path_(contacts_path), sink_(sink) {}

    ReadEnd run() {
        for (std::optional<std::string> after;;) {
            auto page = read_page(after);
            if (!page || !pass_on(std::move(page->rows))) break;
            after = std::move(page->after);
            end_.complete = !after;
            if (end_.complete) break;
        }
        return std::move(end_);
    }

  private:
    std::optional<ListedPage> read_page(const std::optional<std::string>& after) {
        std::optional<ListedPage> page;
        std::optional<Time> date;
        const auto reader = [&](const HttpResponse& response) -> std::optional<Failure> {
            page = decode_page(response.body);
            date = date_of(response);
            return page ? std::nullopt : std::optional(damaged("a page that cannot be understood"));
        };
        end_.failure = connection_.read({HttpMethod::get, list_target(contacts_path_, after), {}}, reader);
        if (end_.failure) return std::nullopt;
        if (!after) end_.began = date;
        end_.failure = guard_.check(*page);
        if (end_.failure) return std::nullopt;
        return page;
    }

    bool pass_on(std::vector<Row> rows) {
        const auto taken = sink_(live_ones(std::move(rows)));
        if (!taken) end_.failure = Failure{.kind = FailureKind::state, .message = taken.error().message, .code = {}};
        return taken.has_value();
    }

    Connection& connection_;
    const std::string& contacts_path_;
    const PageSink& sink_;
    ProgressGuard guard_;
    ReadEnd end_;
};

}  // namespace

ReadEnd get_all_contacts(Connection& connection, const std::string& contacts_path, const PageSink& sink) {
    return Listing(connection, contacts_path, sink).run();
}

}  // namespace pdhs::hubspot
