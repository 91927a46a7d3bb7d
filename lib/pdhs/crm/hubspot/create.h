#pragma once
#include <span>
#include <string>

#include "pdhs/crm/hubspot/connection.h"
#include "pdhs/crm/hubspot/create_groups.h"

namespace pdhs::hubspot {

/// Creates the drafts, all of them ContactDraft, in order, as Platform::create promises (API page, "POST create",
/// "Batch endpoints"). The usage stays with the connection.
/// - A refused batch, of which nothing was written, is halved until the culprit stands alone.
/// - A request that surely had no effect (429, 423) is repeated up to 3 times; a failure of the platform leaves its
///   drafts and all later ones not sent.
/// - An answer that does not come, or does not say it, leaves its drafts unknown; the next request goes out.
/// - A contact that exists is read, by the id that HubSpot names or else by its address.
[[nodiscard]] CreateEnd create_contacts(Connection& connection, const std::string& contacts_path, TraceIds& trace_ids,
                                        std::span<const Draft> drafts, CreatePace pace, const CreateHooks& hooks);

}  // namespace pdhs::hubspot
