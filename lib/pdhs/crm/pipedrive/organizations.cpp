#include "pdhs/crm/pipedrive/organizations.h"

#include <set>
#include <vector>

#include "pdhs/crm/pipedrive/id_list.h"
#include "pdhs/crm/pipedrive/json_organization.h"
#include "pdhs/crm/pipedrive/limits.h"

namespace pdhs::pipedrive {

namespace {

using Organizations = std::vector<Organization>;

std::vector<std::string> without_repetitions(std::span<const std::string> ids) {
    std::set<std::string> distinct;
    for (const auto& id : ids)
        if (is_id(id)) distinct.insert(id);
    return {distinct.begin(), distinct.end()};
}

}  // namespace

NamesEnd get_organization_names(Connection& connection, std::span<const std::string> ids) {
    NamesEnd end;
    const auto distinct = without_repetitions(ids);
    for (const auto& group : in_groups(distinct)) {
        auto answer =
            connection.get(ids_target("/api/v2/organizations", group), list_page_tokens, decode_organizations);
        if (const auto* failure = failure_in(answer)) {
            end.failure = *failure;
            break;
        }
        for (auto& row : std::get<Organizations>(answer))
            end.names.emplace_back(std::move(row.id), std::move(row.name));
    }
    end.usage = connection.take_usage();
    return end;
}

}  // namespace pdhs::pipedrive
