#pragma once
#include <string_view>

#include "pdhs/core/failure.h"
#include "pdhs/crm/pipedrive/json_envelope.h"
#include "pdhs/http/http_client.h"

namespace pdhs::pipedrive {

[[nodiscard]] inline bool is_success(const HttpResponse& response) {
    return response.status >= 200 && response.status < 300;
}

/// Classifies an answer with a status other than 2xx (API page, sections 2, 3 and 8). The message quotes Pipedrive,
/// shortened and safe to print, and says what to do where a person has to act.
[[nodiscard]] Failure failure_of(const HttpResponse& response);
/// Classifies a request without a complete answer.
[[nodiscard]] Failure failure_of(const TransportError& error);
/// A 2xx answer that cannot be understood: "Pipedrive sent " and `what`.
[[nodiscard]] Failure damaged(std::string_view what);
/// A 2xx answer that says `success: false`.
[[nodiscard]] Failure unsuccessful(const ErrorBody& error);

}  // namespace pdhs::pipedrive
