#pragma once
#include "sandbox/hubspot.h"
#include "sandbox/pipedrive.h"

namespace sandbox {

/// About a dozen invented people on each side that show what a synchronisation meets: an address in another case, a
/// match on a second address, nobody's e-mail with the phone written otherwise, an organization, a chain of duplicates,
/// "n/a" as address, colleagues who share one, a domain that HubSpot refuses.
void add_sample_people(Hubspot& hubspot, Pipedrive& pipedrive);

/// `count` invented people on each side, `on_both` of which (at most `count`) are the same.
void add_generated_people(Hubspot& hubspot, Pipedrive& pipedrive, int count, int on_both);

}  // namespace sandbox
