#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "pdhs/crm/pipedrive/answer.h"

namespace pdhs::pipedrive {

struct Organization {
    std::string id;
    std::string name;
};

/// A page of organizations; rows without id or name are left out.
[[nodiscard]] Answer<std::vector<Organization>> decode_organizations(std::string_view body);

}  // namespace pdhs::pipedrive
