#pragma once
#include "sandbox/hubspot_call.h"

namespace sandbox {

/// POST search: what the delayed index holds, filtered, sorted, paged by offset.
HubspotAnswer answer_search(HubspotCall& call);

}  // namespace sandbox
