#pragma once
#include <string>
#include <string_view>

#include "pdhs/crm/pipedrive/answer.h"
#include "pdhs/crm/platform.h"

namespace pdhs::pipedrive {

/// What GET /v1/users/me says about a token (API page, section 7).
struct Account {
    std::string company_id;  ///< empty: it is not there
    View view = View::untold;
    std::string about = {};  ///< company and user by name, for people, as far as they are told
};

/// The answer to GET /v1/users/me. What it leaves out is not known; only what is no success at all is damaged.
[[nodiscard]] Answer<Account> decode_account(std::string_view body);

}  // namespace pdhs::pipedrive
