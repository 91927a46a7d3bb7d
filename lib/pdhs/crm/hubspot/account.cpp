#include "pdhs/crm/hubspot/account.h"

#include <utility>

#include "pdhs/crm/hubspot/json_answer.h"

namespace pdhs::hubspot {

namespace {

/// The same for every version of the contacts' API.
constexpr const char* details_target = "/account-info/v3/details";

/// Whether other requests may well fare better.
bool is_only_about_the_question(const Reply& reply) {
    switch (reply.failure->kind) {
        case FailureKind::scope:
        case FailureKind::not_found:
        case FailureKind::refused:
        case FailureKind::exists:
        case FailureKind::locked:
        case FailureKind::damaged:
            return true;
        case FailureKind::unauthorized:
            return reply.response->status == 403;
        default:
            return false;
    }
}

}  // namespace

AccountEnd get_portal(Connection& connection) {
    auto reply = connection.ask({HttpMethod::get, details_target, {}});
    AccountEnd end;
    if (reply.failure) {
        if (!is_only_about_the_question(reply)) end.failure = std::move(reply.failure);
    } else if (auto id = decode_portal_id(reply.response->body)) {
        end.id = std::move(*id);
        end.view = View::whole;
    }
    return end;
}

}  // namespace pdhs::hubspot
