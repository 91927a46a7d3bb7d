#pragma once
#include "pdhs/crm/pipedrive/connection.h"
#include "pdhs/crm/platform.h"

namespace pdhs::pipedrive {

/// The company of the token's user, and whether that user sees every person (GET /v1/users/me), as
/// Platform::who_am_i() promises.
[[nodiscard]] AccountEnd get_company(Connection& connection);

}  // namespace pdhs::pipedrive
