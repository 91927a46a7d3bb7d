#include "pdhs/sync/preparing.h"

#include <unordered_map>
#include <unordered_set>

#include "pdhs/core/backoff.h"

namespace pdhs {

namespace {

/// The organization of each candidate that is about to become a HubSpot contact.
std::unordered_map<RecordNumber, std::string> organizations_of(std::span<const Candidate> candidates) {
    std::unordered_map<RecordNumber, std::string> result;
    for (const auto& candidate : candidates)
        if (!candidate.source.organization_id.empty()) result[candidate.number] = candidate.source.organization_id;
    return result;
}

/// The contacts that are about to be created, by organization.
std::map<std::string, std::vector<ContactDraft*>> drafts_by_organization(
    const std::unordered_map<RecordNumber, std::string>& organizations, std::vector<Planned>& planned) {
    std::map<std::string, std::vector<ContactDraft*>> drafts;
    for (auto& entry : planned) {
        auto* draft = entry.draft ? std::get_if<ContactDraft>(&*entry.draft) : nullptr;
        const auto organization = organizations.find(entry.number);
        if (draft != nullptr && organization != organizations.end()) drafts[organization->second].push_back(draft);
    }
    return drafts;
}

}  // namespace

std::vector<std::string> unread_sources(std::span<const Planned> planned, Crm crm) {
    std::vector<std::string> ids;
    for (const auto& entry : planned)
        if (entry.draft && entry.needs_fresh_source && entry.action.from.crm == crm)
            ids.push_back(entry.action.from.id);
    return ids;
}

FurtherAddresses addresses_to_look_for(std::span<const Candidate> candidates, std::span<const Planned> planned,
                                       const PlanPolicy& policy) {
    std::unordered_set<RecordNumber> wanted;
    for (const auto& entry : planned)
        if (entry.draft || entry.action.reason == "search_lag") wanted.insert(entry.number);
    FurtherAddresses further;
    for (const auto& candidate : candidates) {
        if (!wanted.contains(candidate.number) || !must_be_looked_for(candidate, policy)) continue;
        further.sources.push_back(candidate.number);
        further.addresses.insert(further.addresses.end(), candidate.email_keys.begin() + 1, candidate.email_keys.end());
    }
    return further;
}

ParkRecord parked_as_unreadable(const Candidate& candidate, const std::string& why, Time now) {
    const auto former = candidate.parked.value_or(Parked{});
    Parked parked{former.tries + 1, {}, former.unknown || candidate.intent.has_value(), why};
    parked.next_try = now + parking_time(parked.tries);
    return {candidate.number, candidate.target(), parked};
}

Usage add_companies(Platform& pipedrive, std::span<const Candidate> candidates, std::vector<Planned>& planned,
                    OrganizationNames& known) {
    const auto drafts = drafts_by_organization(organizations_of(candidates), planned);
    std::vector<std::string> unknown;
    for (const auto& [id, unused] : drafts)
        if (!known.contains(id)) unknown.push_back(id);
    Usage usage;
    if (!unknown.empty()) {
        const auto names = pipedrive.organization_names(unknown);
        known.insert(names.names.begin(), names.names.end());
        usage = names.usage;
    }
    for (const auto& [id, of_organization] : drafts)
        if (const auto name = known.find(id); name != known.end())
            for (auto* draft : of_organization) draft->company = name->second;
    return usage;
}

}  // namespace pdhs
