#pragma once
#include "pdhs/crm/pipedrive/session.h"
#include "pdhs/crm/platform.h"

namespace pdhs::pipedrive {

/// The company of the token's user, and whether that user sees every person (GET /v1/users/me), as
/// Platform::who_am_i() promises.
[[nodiscard]] AccountEnd get_company(Session& session);

}  // namespace pdhs::pipedrive
