#include "pdhs/sync/preparing.h"

#include <algorithm>
#include <map>
#include <unordered_map>

namespace pdhs {

namespace {

/// On HubSpot the survivor of a merge takes the place of the asked record, whether or not its own fields say so.
Record survivor(Crm crm, const Lookup& lookup) {
    auto record = *lookup.record;
    if (crm == Crm::hubspot && lookup.state == Lookup::State::merged) record.merged_ids.push_back(lookup.id);
    return record;
}

bool is_no_longer_there(Crm crm, const Lookup& lookup) {
    return lookup.state == Lookup::State::gone || (crm == Crm::pipedrive && lookup.state == Lookup::State::merged);
}

Result<void> take_lookup(World& world, Crm crm, const Lookup& lookup, LookedUp& looked_up) {
    const auto now = world.clock.now();
    if (lookup.record) {
        PDHS_TRY(const auto count, world.store.ingest(std::vector{survivor(crm, lookup)}, now));
        looked_up.seen.insert(count.numbers.begin(), count.numbers.end());
    }
    return is_no_longer_there(crm, lookup) ? world.store.mark_gone({crm, lookup.id}, now) : Result<void>{};
}

/// The organization of each candidate that is about to become a HubSpot contact.
std::unordered_map<RecordNumber, std::string> organizations_of(std::span<const Candidate> candidates) {
    std::unordered_map<RecordNumber, std::string> result;
    for (const auto& candidate : candidates)
        if (!candidate.source.organization_id.empty()) result[candidate.number] = candidate.source.organization_id;
    return result;
}

}  // namespace

Result<LookedUp> look_up(World& world, Crm crm, std::span<const std::string> ids) {
    LookedUp looked_up;
    if (ids.empty()) return looked_up;
    const auto end = world.platforms[crm]->by_ids(ids);
    looked_up.usage = end.usage;
    looked_up.failure = end.failure;
    for (const auto& lookup : end.lookups) PDHS_CHECK(take_lookup(world, crm, lookup, looked_up));
    return looked_up;
}

std::vector<std::string> unread_sources(std::span<const Planned> planned, Crm crm) {
    std::vector<std::string> ids;
    for (const auto& entry : planned)
        if (entry.draft && entry.needs_fresh_source && entry.action.from.crm == crm)
            ids.push_back(entry.action.from.id);
    return ids;
}

Usage add_companies(Platform& pipedrive, std::span<const Candidate> candidates, std::vector<Planned>& planned) {
    const auto organizations = organizations_of(candidates);
    std::map<std::string, std::vector<ContactDraft*>> drafts;
    for (auto& entry : planned) {
        auto* draft = entry.draft ? std::get_if<ContactDraft>(&*entry.draft) : nullptr;
        const auto organization = organizations.find(entry.number);
        if (draft != nullptr && organization != organizations.end()) drafts[organization->second].push_back(draft);
    }
    if (drafts.empty()) return {};
    std::vector<std::string> ids;
    ids.reserve(drafts.size());
    for (const auto& [id, unused] : drafts) ids.push_back(id);
    const auto names = pipedrive.organization_names(ids);
    for (const auto& [id, name] : names.names)
        if (const auto found = drafts.find(id); found != drafts.end())
            for (auto* draft : found->second) draft->company = name;
    return names.usage;
}

}  // namespace pdhs
