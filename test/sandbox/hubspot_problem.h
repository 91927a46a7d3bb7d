#pragma once
#include <optional>
#include <string>
#include <vector>

#include "sandbox/contact.h"
#include "sandbox/exchange.h"
#include "sandbox/json.h"
#include "sandbox/options.h"

namespace sandbox {

/// Why HubSpot refuses something: the envelope of a whole answer, or one entry of a 207.
struct HubspotProblem {
    int status = 400;
    std::string message;
    std::string category;   ///< "" = the member is absent
    Json errors = nullptr;  ///< null = absent, as are the next two
    Json context = nullptr;
    Json further = nullptr;                  ///< members at the end of the body
    std::optional<std::string> existing_id;  ///< of a conflict
    std::map<std::string, std::string> headers;
};

/// A property value that is refused.
struct InvalidValue {
    std::string property;
    std::string message;
    std::string code;
    std::string localised_message;  ///< "" = as `message`
};

namespace problems {

HubspotProblem unauthenticated();
HubspotProblem missing_scope(const std::string& scope);
HubspotProblem not_found();
HubspotProblem not_numeric(const std::string& id);
HubspotProblem wrong_method();
HubspotProblem wrong_media_type();
HubspotProblem malformed_json(const std::string& detail);
HubspotProblem invalid(const std::string& message);
HubspotProblem invalid_values(const std::vector<InvalidValue>& values, const HubspotOptions& options);
/// `owner` is null when the e-mail's owner has no id yet (it stands in the same batch).
HubspotProblem conflict(const std::string& email, const Contact* owner, const HubspotOptions& options);
HubspotProblem burst_limit(const HubspotOptions& options);
HubspotProblem search_limit();
HubspotProblem daily_limit();

}  // namespace problems

/// The problem as an answer of its own.
Response to_response(const HubspotProblem& problem, const std::string& correlation_id);
/// The problem as an entry of errors[] in a 207.
Json to_batch_error(const HubspotProblem& problem, const std::string& trace_id, const HubspotOptions& options);

}  // namespace sandbox
