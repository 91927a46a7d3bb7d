#include "pdhs/crm/pipedrive/json_organization.h"

#include "pdhs/crm/pipedrive/failures.h"
#include "pdhs/crm/pipedrive/json_envelope.h"

namespace pdhs::pipedrive {

Answer<std::vector<Organization>> decode_organizations(std::string_view body) {
    const auto envelope = open_envelope(body);
    if (const auto* failure = failure_in(envelope)) return *failure;
    const auto data = std::get<JsonDocument>(envelope).root()["data"];
    if (!data.is_array() && !data.is_null()) return damaged("a page without a list of organizations");
    std::vector<Organization> organizations;
    for (const auto& row : data.elements()) {
        auto id = row["id"].id();
        auto name = row["name"].trimmed_text();
        if (id && !name.empty()) organizations.push_back({std::move(*id), std::move(name)});
    }
    return organizations;
}

}  // namespace pdhs::pipedrive
