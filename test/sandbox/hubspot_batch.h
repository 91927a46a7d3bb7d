#pragma once
#include "sandbox/hubspot_call.h"

namespace sandbox {

/// The five batch endpoints, 100 inputs at most. Creates, updates and upserts are all or nothing, unless every input
/// carries a trace id of its own; results come in no particular order.
HubspotAnswer answer_batch_read(HubspotCall& call);
HubspotAnswer answer_batch_create(HubspotCall& call);
HubspotAnswer answer_batch_update(HubspotCall& call);
HubspotAnswer answer_batch_upsert(HubspotCall& call);
HubspotAnswer answer_batch_archive(HubspotCall& call);

}  // namespace sandbox
