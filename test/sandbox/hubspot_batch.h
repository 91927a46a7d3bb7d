#pragma once
#include "sandbox/hubspot_call.h"

namespace sandbox {

/// The batch endpoints that pdhs-sync may use, 100 inputs at most. Creates are all or nothing, unless every input
/// carries a trace id of its own; results come in no particular order.
HubspotAnswer answer_batch_read(HubspotCall& call);
HubspotAnswer answer_batch_create(HubspotCall& call);

}  // namespace sandbox
