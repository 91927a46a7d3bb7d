#include "pdhs/crm/pipedrive/account.h"

#include "pdhs/crm/pipedrive/json_account.h"
#include "pdhs/crm/pipedrive/limits.h"

namespace pdhs::pipedrive {

namespace {

/// Whether only this question stays without an answer: another request may well get one.
bool concerns_this_question(const Failure& failure) {
    switch (failure.kind) {
        case FailureKind::scope:
        case FailureKind::entity_cap:
        case FailureKind::not_found:
        case FailureKind::refused:
        case FailureKind::damaged:
            return true;
        default:
            return false;
    }
}

}  // namespace

AccountEnd get_company(Connection& connection) {
    AccountEnd end;
    auto answer = connection.get("/v1/users/me", current_user_tokens, decode_account);
    if (const auto* failure = failure_in(answer)) {
        if (concerns_this_question(*failure))
            end.why_untold = failure->message;
        else
            end.failure = *failure;
    } else {
        auto& account = std::get<Account>(answer);
        end.id = std::move(account.company_id);
        end.view = account.view;
        end.about = std::move(account.about);
        if (end.id.empty()) end.why_untold = "its answer names no company";
    }
    end.usage = connection.take_usage();
    return end;
}

}  // namespace pdhs::pipedrive
