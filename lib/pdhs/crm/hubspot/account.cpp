#include "pdhs/crm/hubspot/account.h"

#include <utility>

#include "pdhs/crm/hubspot/json_answer.h"
#include "pdhs/crm/hubspot/target.h"

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

bool is_about_the_emptiness(const Reply& reply) {
    return reply.response && (reply.response->status == 400 || reply.response->status == 422);
}

}  // namespace

AccountEnd get_portal(Connection& connection) {
    auto reply = connection.ask({HttpMethod::get, details_target, {}});
    AccountEnd end;
    if (reply.failure && !is_only_about_the_question(reply)) {
        end.failure = std::move(reply.failure);
    } else if (reply.failure) {
        end.why_untold = std::move(reply.failure->message);
    } else if (auto portal = decode_portal(reply.response->body)) {
        end.id = std::move(portal->id);
        end.about = std::move(portal->about);
        end.view = View::whole;
    } else {
        end.why_untold = "its answer names no account";
    }
    return end;
}

PermissionEnd may_create_contacts(Connection& connection, const std::string& contacts_path) {
    const auto reply = connection.ask({HttpMethod::post, batch_create_target(contacts_path), R"({"inputs":[]})"});
    PermissionEnd end;
    if (!reply.failure || is_about_the_emptiness(reply)) {
        end.permission = Permission::granted;
        return end;
    }
    end.failure = reply.failure;
    const bool is_forbidden = reply.response && reply.response->status == 403;
    if (is_forbidden && reply.failure->kind != FailureKind::blocked) end.permission = Permission::denied;
    return end;
}

}  // namespace pdhs::hubspot
