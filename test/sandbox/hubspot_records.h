#pragma once
#include "sandbox/hubspot_call.h"

namespace sandbox {

/// Names listed in `properties`, by commas, repetition or both.
std::vector<std::string> requested_properties(const Request& request);

/// The contact a client names: by e-mail (primary or additional) when idProperty says so, else by id.
const Contact* named_contact(const HubspotCall& call, const std::string& id, const std::string& id_property);

/// Writes a checked create and counts it.
const Contact& create_contact(HubspotCall& call, Properties&& properties);

HubspotAnswer answer_list(HubspotCall& call);
HubspotAnswer answer_get(HubspotCall& call);
HubspotAnswer answer_create(HubspotCall& call);
HubspotAnswer answer_update(HubspotCall& call);
HubspotAnswer answer_archive(HubspotCall& call);
HubspotAnswer answer_account_details(HubspotCall& call);

}  // namespace sandbox
