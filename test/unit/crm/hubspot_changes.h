#pragma once
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "hubspot_fixture.h"

inline constexpr pdhs::Time since{pdhs::Millis(1'795'417'200'000)};

inline std::string total(long long number) {
    return R"(,"total":)" + std::to_string(number);
}

/// So many contacts from this id on.
inline std::vector<std::string> contacts(long long first, int count) {
    std::vector<std::string> result;
    for (int number = 0; number < count; ++number) result.push_back(contact_json(std::to_string(first + number), ""));
    return result;
}

inline std::string full_page(long long first, long long hits) {
    return results_json(contacts(first, 200), total(hits));
}

/// Reads the changes, page by page, into `pages`.
struct Changes : HubspotFixture {
    std::vector<pdhs::Page> pages;
    pdhs::Onward onward = pdhs::Onward::go_on;

    pdhs::ReadEnd read() {
        return client->changed_since(since, [this](const pdhs::Page& page) -> pdhs::Result<pdhs::Onward> {
            pages.push_back(page);
            return onward;
        });
    }

    nlohmann::json sent(std::size_t request) const { return nlohmann::json::parse(body(request)); }
    /// The id above which this request asked for contacts; "" if it named none.
    std::string asked_above(std::size_t request) const {
        const auto filters = sent(request).at("filterGroups").at(0).at("filters");
        return filters.size() < 2 ? "" : filters.at(1).at("value").get<std::string>();
    }
    std::vector<std::string> ids() const {
        std::vector<std::string> result;
        for (const auto& page : pages)
            for (const auto& record : page.records) result.push_back(record.ref.id);
        return result;
    }
};

inline bool is_damaged(const pdhs::ReadEnd& end) {
    return !end.complete && !end.stop && end.failure && end.failure->kind == pdhs::FailureKind::damaged;
}

inline bool is_too_many(const pdhs::ReadEnd& end) {
    return !end.complete && !end.failure && end.stop == pdhs::ReadStop::too_many;
}
