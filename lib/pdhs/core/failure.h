#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "pdhs/core/time.h"

namespace pdhs {

/// Why a platform did not do what was asked. The scope of each follows design section "Errors".
enum class FailureKind {
    // nothing was wrong with the request; the platform may be asked again later
    unreachable,   ///< no connection, no name, time-out, connection lost
    server_error,  ///< 5xx
    damaged,       ///< an answer that cannot be understood, or that breaks a promise (a cursor that repeats)
    rate_limited,  ///< 429 of a short window
    daily_quota,   ///< 429 until the next day
    blocked,       ///< an HTML 403: the platform's edge turned us away
    migrating,     ///< 477: HubSpot moves the account between data centres
    locked,        ///< 423
    interrupted,   ///< a signal or the pass's own end cut the wait
    tls,           ///< the server's certificate was not accepted: a proxy's, or the clock is wrong
    // a person has to fix something
    unauthorized,   ///< 401, or 403 about the account
    scope,          ///< 403: the token may not do this
    payment,        ///< 402: the account is not open
    wrong_region,   ///< 488: the token belongs to another HubSpot data centre
    wrong_address,  ///< 404 for all contacts: a base URL or an API version that is not there
    entity_cap,     ///< 403 with a feature-capping code: the plan is full
    // about one contact
    refused,    ///< validation: the platform will not take this contact as it is
    exists,     ///< the platform says that the contact is there already
    not_found,  ///< 404, 410: no such record
    // about this machine
    state,  ///< the caller's own storage failed; the message says how
};

/// A failed request or read, classified. The message is for people, holds no secret and no whole body.
struct Failure {
    FailureKind kind = FailureKind::damaged;
    std::string message;
    std::string code;                        ///< the platform's machine-readable code, if it gave one
    std::optional<Millis> retry_after = {};  ///< as the platform asked
    bool surely_without_effect = true;       ///< false: a create that failed like this may have happened

    bool operator==(const Failure&) const = default;
};

/// "unauthorized", "daily_quota" …: the error kinds of the JSON report and of log lines.
[[nodiscard]] std::string_view name_of(FailureKind kind);

/// Exit 3 in place of 4: waiting will not help, somebody has to act.
[[nodiscard]] bool needs_a_person(FailureKind kind);

/// Whether another request to the same platform makes sense in the same pass, although one failed like this.
[[nodiscard]] bool leaves_hope_for_others(FailureKind kind);

/// Whether a read that failed like this may be tried again in the same pass.
[[nodiscard]] bool may_retry_read(FailureKind kind);

}  // namespace pdhs
