#pragma once
#include <chrono>
#include <optional>
#include <string>

#include "pdhs/core/failure.h"
#include "pdhs/crm/platform.h"
#include "pdhs/http/http_client.h"
#include "pdhs/http/retry.h"

namespace pdhs::pipedrive {

/// Who a token belongs to (API page, section 7).
struct CurrentUser {
    std::string id;
    std::string company_id;      ///< empty if Pipedrive did not say
    std::string company_domain;  ///< the first part of the company's host name; customers may change it
    bool admin = false;          ///< false: may see only a part of the persons
    std::optional<std::chrono::minutes> utc_offset = {};  ///< of the user's time zone, east positive

    bool operator==(const CurrentUser&) const = default;
};

struct CurrentUserEnd {
    std::optional<CurrentUser> user = {};
    std::optional<Failure> failure = {};  ///< set exactly when there is no user
    Usage usage = {};
};

/// GET /v1/users/me with the token that `http` was made with; retried as reads are.
[[nodiscard]] CurrentUserEnd get_current_user(HttpClient& http, Sleeper& sleeper);

}  // namespace pdhs::pipedrive
