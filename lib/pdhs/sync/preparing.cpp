#include "pdhs/sync/preparing.h"

#include <map>
#include <unordered_map>

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

}  // namespace

std::vector<std::string> unread_sources(std::span<const Planned> planned, Crm crm) {
    std::vector<std::string> ids;
    for (const auto& entry : planned)
        if (entry.draft && entry.needs_fresh_source && entry.action.from.crm == crm)
            ids.push_back(entry.action.from.id);
    return ids;
}

ParkRecord parked_as_unreadable(const Candidate& candidate, const std::string& why, Time now) {
    const auto former = candidate.parked.value_or(Parked{});
    Parked parked{former.tries + 1, {}, former.unknown || candidate.intent.has_value(), why};
    parked.next_try = now + parking_time(parked.tries);
    return {candidate.number, candidate.target(), parked};
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
