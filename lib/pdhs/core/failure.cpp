#include "pdhs/core/failure.h"

namespace pdhs {

bool needs_a_person(FailureKind kind) {
    switch (kind) {
        case FailureKind::unauthorized:
        case FailureKind::scope:
        case FailureKind::payment:
        case FailureKind::wrong_region:
        case FailureKind::wrong_address:
        case FailureKind::entity_cap:
            return true;
        default:
            return false;
    }
}

bool leaves_hope_for_others(FailureKind kind) {
    return kind == FailureKind::server_error || kind == FailureKind::damaged || kind == FailureKind::refused ||
           kind == FailureKind::not_found;
}

bool may_retry_read(FailureKind kind) {
    switch (kind) {
        case FailureKind::unreachable:
        case FailureKind::server_error:
        case FailureKind::damaged:
        case FailureKind::rate_limited:
        case FailureKind::locked:
            return true;
        default:
            return false;
    }
}

std::string_view name_of(FailureKind kind) {
    switch (kind) {
        case FailureKind::unreachable:
            return "unreachable";
        case FailureKind::server_error:
            return "server_error";
        case FailureKind::damaged:
            return "damaged";
        case FailureKind::rate_limited:
            return "rate_limited";
        case FailureKind::daily_quota:
            return "daily_quota";
        case FailureKind::blocked:
            return "blocked";
        case FailureKind::migrating:
            return "migrating";
        case FailureKind::locked:
            return "locked";
        case FailureKind::interrupted:
            return "interrupted";
        case FailureKind::unauthorized:
            return "unauthorized";
        case FailureKind::scope:
            return "scope";
        case FailureKind::payment:
            return "payment";
        case FailureKind::wrong_region:
            return "wrong_region";
        case FailureKind::wrong_address:
            return "wrong_address";
        case FailureKind::entity_cap:
            return "entity_cap";
        case FailureKind::tls:
            return "tls";
        case FailureKind::refused:
            return "refused";
        case FailureKind::exists:
            return "exists";
        case FailureKind::not_found:
            return "not_found";
        case FailureKind::state:
            return "state";
    }
    return "";
}

}  // namespace pdhs
