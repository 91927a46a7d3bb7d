#include "pdhs/crm/pipedrive/current_user.h"

#include "pdhs/crm/pipedrive/json_current_user.h"
#include "pdhs/crm/pipedrive/limits.h"
#include "pdhs/crm/pipedrive/session.h"

namespace pdhs::pipedrive {

CurrentUserEnd get_current_user(HttpClient& http, Sleeper& sleeper) {
    Session session(http, sleeper, std::chrono::steady_clock::now);
    auto answer = session.get("/v1/users/me", current_user_tokens, decode_current_user);
    if (const auto* failure = failure_in(answer)) return {.failure = *failure, .usage = session.take_usage()};
    return {.user = std::get<CurrentUser>(std::move(answer)), .usage = session.take_usage()};
}

}  // namespace pdhs::pipedrive
