#include "campaigns/spent.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <numeric>
#include <span>

#include "pdhs/core/contact.h"
#include "pdhs/state/copy.h"
#include "sandbox/strings.h"

namespace campaigns {

namespace {

using Requests = std::span<const Served>;

std::int64_t cost_of(Requests requests) {
    return std::accumulate(requests.begin(), requests.end(), std::int64_t{0},
                           [](std::int64_t sum, const Served& request) { return sum + request.cost; });
}

bool creates(const Served& request) {
    return request.kind == "create" || request.kind == "batch_create";
}

bool reads_pages(const Served& request) {
    return request.kind == "list" || request.kind == "search";
}

/// Those of the last one's kind, as far as no other stands between them.
Requests last_series(Requests requests) {
    const auto other = std::find_if(requests.rbegin(), requests.rend(),
                                    [&](const Served& request) { return request.kind != requests.back().kind; });
    return requests.last(static_cast<std::size_t>(other - requests.rbegin()));
}

bool looks_up(const Served& request) {
    return request.kind == "get" || request.kind == "batch_read";
}

std::int64_t cost_without_repeats(Requests look_ups) {
    std::map<std::string, std::int64_t> costs;
    for (const auto& request : look_ups) costs[request.asked] = request.cost;
    return std::accumulate(costs.begin(), costs.end(), std::int64_t{0},
                           [](std::int64_t sum, const auto& cost) { return sum + cost.second; });
}

std::int64_t cost_of_pages_taken(Requests reading) {
    const bool is_told =
        std::any_of(reading.begin(), reading.end(), [](const Served& page) { return page.tells_quota; });
    if (!reads_pages(reading.back()) || is_told) return 0;
    const auto under_way = std::find_if(reading.rbegin(), reading.rend(),
                                        [&](const Served& page) { return page.asked != reading.back().asked; });
    std::int64_t cost = 0;
    for (const auto& page : reading.first(static_cast<std::size_t>(reading.rend() - under_way)))
        cost += page.is_good ? page.cost : 0;
    return cost;
}

}  // namespace

bool tells_quota(const sandbox::Response& answer) {
    return std::any_of(answer.headers.begin(), answer.headers.end(), [](const auto& header) {
        return sandbox::lower(header.first).find("daily") != std::string::npos;
    });
}

std::int64_t least_booked(const std::vector<Served>& served) {
    const auto first_create = std::find_if(served.begin(), served.end(), creates);
    const auto before = Requests(served).first(static_cast<std::size_t>(first_create - served.begin()));
    if (first_create == served.end() && before.empty()) return 0;
    if (first_create == served.end()) {
        const auto series = last_series(before);
        const auto of_series = looks_up(series.back()) ? cost_without_repeats(series) : cost_of_pages_taken(series);
        return cost_of(before.first(before.size() - series.size())) + of_series;
    }
    std::int64_t cost = cost_of(before);
    for (auto request = first_create; request != served.end(); ++request) cost += creates(*request) ? request->cost : 0;
    return cost;
}

std::optional<std::int64_t> in_ledger(scenarios::Stage& stage, scenarios::Side side) {
    const std::string file = stage.folder() / "pdhs-sync.db";
    if (!std::filesystem::exists(file)) return 0;
    const auto state = pdhs::copy_of_state(file);
    if (!state) return std::nullopt;
    auto tables = (*state)->query("SELECT count(*) FROM sqlite_master WHERE name = 'spent'");
    if (!tables.next()) return std::nullopt;
    if (tables.integer(0) == 0) return 0;  // killed before it was made
    auto sum = (*state)->query("SELECT coalesce(sum(requests), 0), coalesce(sum(tokens), 0) FROM spent WHERE crm = ?",
                               side == scenarios::Side::hubspot ? pdhs::Crm::hubspot : pdhs::Crm::pipedrive);
    if (!sum.next()) return std::nullopt;
    return sum.integer(side == scenarios::Side::hubspot ? 0 : 1);
}

}  // namespace campaigns
