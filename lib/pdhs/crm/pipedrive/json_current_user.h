#pragma once
#include <string_view>

#include "pdhs/crm/pipedrive/answer.h"
#include "pdhs/crm/pipedrive/current_user.h"

namespace pdhs::pipedrive {

/// The answer to GET /v1/users/me. A user without an id is damaged.
[[nodiscard]] Answer<CurrentUser> decode_current_user(std::string_view body);

}  // namespace pdhs::pipedrive
