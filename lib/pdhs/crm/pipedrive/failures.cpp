#include "pdhs/crm/pipedrive/failures.h"

#include <fmt/format.h>

#include "pdhs/crm/pipedrive/limits.h"
#include "pdhs/crm/words.h"

namespace pdhs::pipedrive {

namespace {

constexpr Millis pause_when_locked{2'000};
constexpr std::string_view token_page = "Pipedrive: Settings > Personal preferences > API";

/// "HTTP 401: unauthorized access"
std::string cause(const HttpResponse& response, const ErrorBody& error) {
    if (error.sentence.empty()) return fmt::format("HTTP {}", response.status);
    return fmt::format("HTTP {}: {}", response.status, quotable(error.sentence));
}

Failure make(FailureKind kind, std::string message, const HttpResponse& response, const ErrorBody& error) {
    return {.kind = kind,
            .message = std::move(message),
            .code = quotable(error.code),
            .retry_after = announced_retry_after(response)};
}

Failure with_unknown_effect(Failure failure) {
    failure.surely_without_effect = false;
    return failure;
}

Failure unauthorized(const HttpResponse& response, const ErrorBody& error) {
    return make(FailureKind::unauthorized,
                fmt::format("Pipedrive does not accept the token ({}): set PIPEDRIVE_TOKEN to the one shown at {}",
                            cause(response, error), token_page),
                response, error);
}

Failure not_open(const HttpResponse& response, const ErrorBody& error) {
    return make(FailureKind::payment,
                fmt::format("the Pipedrive company behind PIPEDRIVE_TOKEN is not open ({}): reopen it in Pipedrive "
                            "under Settings > Billing, or set PIPEDRIVE_TOKEN to another company's token ({})",
                            cause(response, error), token_page),
                response, error);
}

Failure plan_is_full(const HttpResponse& response, const ErrorBody& error) {
    return make(FailureKind::entity_cap,
                fmt::format("Pipedrive's plan allows no more of these ({}): delete records, or choose a larger plan "
                            "in Pipedrive under Settings > Billing",
                            cause(response, error)),
                response, error);
}

Failure not_permitted(const HttpResponse& response, const ErrorBody& error) {
    return make(FailureKind::scope,
                fmt::format("Pipedrive does not permit this to the user of PIPEDRIVE_TOKEN ({}): let an admin permit "
                            "it, or set PIPEDRIVE_TOKEN to an admin's token ({})",
                            cause(response, error), token_page),
                response, error);
}

Failure forbidden(const HttpResponse& response, const ErrorBody& error) {
    if (error.form == ErrorBody::Form::other)
        return make(FailureKind::blocked,
                    "Pipedrive's firewall refuses this machine or company for now (HTTP 403 without JSON), as it does "
                    "when requests go on after a limit was reached",
                    response, error);
    if (error.code.starts_with("feature_capping")) return plan_is_full(response, error);
    return not_permitted(response, error);
}

Failure too_many_requests(const HttpResponse& response, const ErrorBody& error) {
    if (limit_hit(response, error.sentence) == LimitHit::daily)
        return make(FailureKind::daily_quota,
                    fmt::format("the company's daily Pipedrive tokens are used up ({})", cause(response, error)),
                    response, error);
    auto failure =
        make(FailureKind::rate_limited,
             fmt::format("too many Pipedrive requests within 2 s ({})", cause(response, error)), response, error);
    failure.retry_after = burst_pause(response);
    return failure;
}

Failure locked(const HttpResponse& response, const ErrorBody& error) {
    auto failure =
        make(FailureKind::locked, fmt::format("Pipedrive holds a lock ({})", cause(response, error)), response, error);
    if (!failure.retry_after) failure.retry_after = pause_when_locked;
    return failure;
}

Failure other_status(const HttpResponse& response, const ErrorBody& error) {
    const auto why = cause(response, error);
    if (response.status >= 500)
        return with_unknown_effect(
            make(FailureKind::server_error, fmt::format("Pipedrive failed ({})", why), response, error));
    if (response.status >= 400)
        return make(FailureKind::refused, fmt::format("Pipedrive refused this ({})", why), response, error);
    if (is_redirect(response))
        return with_unknown_effect(make(FailureKind::damaged, redirect_text(Crm::pipedrive, why), response, error));
    return with_unknown_effect(make(
        FailureKind::damaged, fmt::format("Pipedrive sent a status without meaning here ({})", why), response, error));
}

}  // namespace

Failure failure_of(const HttpResponse& response) {
    const auto error = decode_error(response.body);
    switch (response.status) {
        case 401:
            return unauthorized(response, error);
        case 402:
            return not_open(response, error);
        case 403:
            return forbidden(response, error);
        case 404:
        case 410:
            return make(FailureKind::not_found, fmt::format("not found on Pipedrive ({})", cause(response, error)),
                        response, error);
        case 408:
            return with_unknown_effect(make(FailureKind::unreachable,
                                            fmt::format("Pipedrive timed out ({})", cause(response, error)), response,
                                            error));
        case 423:
            return locked(response, error);
        case 429:
            return too_many_requests(response, error);
        default:
            return other_status(response, error);
    }
}

Failure failure_of(const TransportError& error) {
    Failure failure{.kind = FailureKind::unreachable, .message = quotable(error.message), .code = {}};
    switch (error.kind) {
        case TransportError::Kind::not_sent:
            return failure;
        case TransportError::Kind::tls:
            failure.kind = FailureKind::tls;
            return failure;
        case TransportError::Kind::cancelled:
            failure.kind = FailureKind::interrupted;
            return failure;
        case TransportError::Kind::lost:
            break;
        case TransportError::Kind::too_large:
            failure.kind = FailureKind::damaged;
            break;
        case TransportError::Kind::interrupted:
            failure.kind = FailureKind::interrupted;
            break;
    }
    return with_unknown_effect(std::move(failure));
}

Failure damaged(std::string_view what) {
    return with_unknown_effect(
        {.kind = FailureKind::damaged, .message = fmt::format("Pipedrive sent {}", what), .code = {}});
}

Failure unsuccessful(const ErrorBody& error) {
    auto failure = damaged(error.sentence.empty() ? "success: false"
                                                  : fmt::format("success: false ({})", quotable(error.sentence)));
    failure.code = quotable(error.code);
    return failure;
}

}  // namespace pdhs::pipedrive
