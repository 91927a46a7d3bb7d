#pragma once
#include "sandbox/clock.h"
#include "sandbox/exchange.h"
#include "sandbox/hubspot.h"
#include "sandbox/pipedrive.h"

namespace sandbox {

/// What the control API acts on.
struct Controlled {
    Clock& clock;
    Hubspot& hubspot;
    Pipedrive& pipedrive;
};

/// The path stands below /_sandbox/.
bool is_control_request(const Request& request);

/// For scripts; without authentication, and never counted as use of an API:
///   GET    /_sandbox/contacts        live contacts: [{"id","email",...properties,"createdAt","updatedAt"}]
///   POST   /_sandbox/contacts        {"email":...} adds one as people do; {"id"}
///   DELETE /_sandbox/contacts/{id}   archives
///   GET    /_sandbox/persons         live persons: [{"id","name","emails":[...],"phones":[...],"org_id",...}]
///   POST   /_sandbox/persons         {"name","emails":[text],"phones":[text],"organization":name}; {"id"}
///   DELETE /_sandbox/persons/{id}    marks as deleted
///   POST   /_sandbox/clock           {"advance_ms":N}; {"now_ms"}
///   GET    /_sandbox/table           both sides as a text table for people
///   GET    /_sandbox/counters        {"hubspot":{...},"pipedrive":{...}}
/// 400 with {"error"} for what cannot be understood, 409 for an e-mail that is taken, 404 for other paths.
Response answer_control(const Request& request, const Controlled& controlled);

}  // namespace sandbox
