#include "pdhs/crm/hubspot/failures.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "pdhs/crm/hubspot/limits.h"
#include "pdhs/crm/words.h"

namespace pdhs::hubspot {

namespace {

constexpr std::string_view key_page = "HubSpot: Development > Keys > Service keys";

std::string code_of(const ErrorEntry& entry) {
    return quotable(entry.codes.empty() ? entry.category : entry.codes[0]);
}

/// "HTTP 400: Email address b@example.con is invalid"
std::string cause(int status, const std::optional<ErrorEntry>& entry) {
    if (!entry) return fmt::format("HTTP {} with a body that is no JSON object", status);
    if (entry->sentence.empty()) return fmt::format("HTTP {}", status);
    return fmt::format("HTTP {}: {}", status, quotable(entry->sentence));
}

FailureKind kind_of_forbidden(const std::optional<ErrorEntry>& entry) {
    if (!entry) return FailureKind::blocked;
    if (!entry->scopes.empty() || entry->category == "MISSING_SCOPES") return FailureKind::scope;
    return FailureKind::unauthorized;
}

FailureKind kind_of_other(int status, const std::optional<ErrorEntry>& entry) {
    if (status >= 500) return FailureKind::server_error;
    if (status < 400) return FailureKind::damaged;
    return entry && says_exists(*entry) ? FailureKind::exists : FailureKind::refused;
}

FailureKind kind_of(const HttpResponse& response, const std::optional<ErrorEntry>& entry) {
    switch (response.status) {
        case 401:
            return FailureKind::unauthorized;
        case 402:
            return FailureKind::payment;
        case 403:
            return kind_of_forbidden(entry);
        case 404:
        case 405:
        case 410:
        case 415:
            return FailureKind::not_found;
        case 408:
            return FailureKind::server_error;
        case 409:
            return FailureKind::exists;
        case 423:
            return FailureKind::locked;
        case 429:
            return limit_hit(entry) == LimitHit::daily ? FailureKind::daily_quota : FailureKind::rate_limited;
        case 477:
            return FailureKind::migrating;
        case 488:
            return FailureKind::wrong_region;
        default:
            return kind_of_other(response.status, entry);
    }
}

std::string missing_scopes(const std::optional<ErrorEntry>& entry) {
    if (!entry || entry->scopes.empty()) return "crm.objects.contacts.read or crm.objects.contacts.write";
    return quotable(fmt::format("{}", fmt::join(entry->scopes, ", ")));
}

std::string hublet(const std::optional<ErrorEntry>& entry) {
    if (!entry || entry->correct_hublet.empty()) return "another region";
    return fmt::format("the region {}", quotable(entry->correct_hublet));
}

std::string message_of(FailureKind kind, const std::string& why, const std::optional<ErrorEntry>& entry) {
    switch (kind) {
        case FailureKind::unauthorized:
            return fmt::format("HubSpot does not accept the token ({}): set HUBSPOT_API_Key to a key made at {}", why,
                               key_page);
        case FailureKind::scope:
            return fmt::format("the token in HUBSPOT_API_Key lacks the scope {} ({}): add it at {}",
                               missing_scopes(entry), why, key_page);
        case FailureKind::payment:
            return fmt::format(
                "the HubSpot account behind HUBSPOT_API_Key is not open ({}): settle its bill in "
                "HubSpot: Settings > Account & Billing, or set another account's key ({})",
                why, key_page);
        case FailureKind::wrong_region:
            return fmt::format("the HubSpot account has moved to {} ({}): set HUBSPOT_API_Key to a new key made at {}",
                               hublet(entry), why, key_page);
        case FailureKind::blocked:
            return fmt::format("HubSpot's firewall refuses this machine for now ({})", why);
        case FailureKind::daily_quota:
            return fmt::format("the HubSpot account's daily API calls are used up ({})", why);
        case FailureKind::rate_limited:
            return fmt::format("too many HubSpot requests within a short time ({})", why);
        case FailureKind::migrating:
            return fmt::format("HubSpot is moving the account between data centres ({})", why);
        case FailureKind::locked:
            return fmt::format("HubSpot holds a lock ({})", why);
        case FailureKind::not_found:
            return fmt::format("HubSpot does not know this address; check PDHS_HUBSPOT_API ({})", why);
        case FailureKind::exists:
            return fmt::format("HubSpot has this contact already ({})", why);
        case FailureKind::refused:
            return fmt::format("HubSpot refused this ({})", why);
        case FailureKind::damaged:
            return fmt::format("HubSpot sent a status without meaning here ({})", why);
        default:
            return fmt::format("HubSpot failed ({})", why);
    }
}

}  // namespace

Failure failure_of(const HttpResponse& response) {
    const auto entry = decode_error(response.body);
    const auto kind = kind_of(response, entry);
    const auto why = cause(response.status, entry);
    return {.kind = kind,
            .message = is_redirect(response) ? redirect_text(Crm::hubspot, why) : message_of(kind, why, entry),
            .code = entry ? code_of(*entry) : "",
            .retry_after = retry_after(response, kind, entry),
            .surely_without_effect = kind != FailureKind::server_error && kind != FailureKind::damaged};
}

Failure failure_of(const TransportError& error) {
    using Kind = TransportError::Kind;
    Failure failure{.kind = FailureKind::unreachable, .message = quotable(error.message), .code = {}};
    failure.surely_without_effect = never_left(error);
    if (error.kind == Kind::tls) failure.kind = FailureKind::tls;
    if (error.kind == Kind::too_large) failure.kind = FailureKind::damaged;
    if (error.kind == Kind::cancelled || error.kind == Kind::interrupted) failure.kind = FailureKind::interrupted;
    return failure;
}

Failure failure_of(const ErrorEntry& entry) {
    const auto kind = says_exists(entry) ? FailureKind::exists : FailureKind::refused;
    const auto why = entry.sentence.empty() ? "without a reason" : quotable(entry.sentence);
    return {.kind = kind, .message = message_of(kind, why, entry), .code = code_of(entry)};
}

Failure damaged(std::string_view what) {
    return {.kind = FailureKind::damaged,
            .message = fmt::format("HubSpot sent {}", what),
            .code = {},
            .retry_after = {},
            .surely_without_effect = false};
}

Failure interrupted_before_sending() {
    return {.kind = FailureKind::interrupted, .message = "interrupted before a request to HubSpot", .code = {}};
}

}  // namespace pdhs::hubspot
