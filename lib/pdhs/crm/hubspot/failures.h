#pragma once
#include <string_view>

#include "pdhs/core/failure.h"
#include "pdhs/crm/hubspot/json_error.h"
#include "pdhs/http/http_client.h"

namespace pdhs::hubspot {

/// Classifies an answer with a status other than 2xx (API page, "Error envelope" to "Other statuses"): by status,
/// category and codes, as the sentences are in the account's language. The message quotes HubSpot, shortened and safe
/// to print, and says what to do where a person has to act. `retry_after` is the header's, else what the limit implies.
[[nodiscard]] Failure failure_of(const HttpResponse& response);
/// Classifies a request without a complete answer.
[[nodiscard]] Failure failure_of(const TransportError& error);
/// Classifies what a batch says about one of its inputs: FailureKind::exists or FailureKind::refused.
[[nodiscard]] Failure failure_of(const ErrorEntry& entry);
/// A 2xx answer that cannot be understood, or lacks what it promised: "HubSpot sent " and `what`.
[[nodiscard]] Failure damaged(std::string_view what);
/// The pass was to end before the request left.
[[nodiscard]] Failure interrupted_before_sending();

}  // namespace pdhs::hubspot
