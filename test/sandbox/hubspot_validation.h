#pragma once
#include <optional>
#include <string>

#include "sandbox/hubspot_call.h"

namespace sandbox {

/// Properties as a client sent them, refused or understood.
struct CheckedProperties {
    Properties properties;
    std::optional<HubspotProblem> problem;
};

/// Checks what a create sends: definitions, read-only properties, values, the e-mail's owner.
CheckedProperties check_for_create(const HubspotCall& call, const Json& properties);
/// The same for a change of the contact `id`; "" clears a value.
CheckedProperties check_for_update(const HubspotCall& call, const Json& properties, const std::string& id);

}  // namespace sandbox
