#pragma once
#include <string>
#include <vector>

#include "sandbox/contact.h"
#include "sandbox/json.h"
#include "sandbox/options.h"

namespace sandbox {

/// Property definitions of the account.
bool is_defined_property(const std::string& name);
bool is_read_only_property(const std::string& name);

/// The property's value as the API shows it (stored or derived); nothing when it was never set.
std::optional<std::string> property_value(const Contact& contact, const std::string& name);

/// The contact as list, get and search show it: the named properties (none named: the default six) and always
/// createdate, hs_object_id and lastmodifieddate; undefined names are left out, unset ones are null.
Json selected_contact(const Contact& contact, const std::vector<std::string>& names, const HubspotOptions& options);
/// As a create answers: everything that has a value.
Json whole_contact(const Contact& contact, const HubspotOptions& options);
/// As an update answers: the properties sent and what follows from them.
Json changed_contact(const Contact& contact, const Properties& changed, const HubspotOptions& options);

}  // namespace sandbox
