#include "pdhs/sync/preparing.h"

#include <set>
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

}  // namespace

std::vector<std::string> unread_sources(std::span<const Planned> planned, Crm crm) {
    std::vector<std::string> ids;
    for (const auto& entry : planned)
        if (entry.draft && entry.needs_fresh_source && entry.action.from.crm == crm)
            ids.push_back(entry.action.from.id);
    return ids;
}

std::vector<std::string> addresses_to_look_for(std::span<const Candidate> candidates, std::span<const Planned> planned,
                                               const PlanPolicy& policy) {
    std::unordered_set<RecordNumber> wanted;
    for (const auto& entry : planned)
        if (entry.draft || entry.action.reason == "search_lag") wanted.insert(entry.number);
    std::vector<std::string> addresses;
    for (const auto& candidate : candidates)
        if (wanted.contains(candidate.number) && must_be_looked_for(candidate, policy))
            addresses.insert(addresses.end(), candidate.email_keys.begin() + 1, candidate.email_keys.end());
    return addresses;
}

ParkRecord parked_as_unreadable(const Candidate& candidate, const std::string& why, Time now) {
    const auto former = candidate.parked.value_or(Parked{});
    Parked parked{former.tries + 1, {}, former.unknown || candidate.intent.has_value(), why};
    parked.next_try = now + parking_time(parked.tries);
    return {candidate.number, candidate.target(), parked};
}

std::vector<std::string> unknown_organizations(std::span<const Candidate> candidates, std::span<const Planned> planned,
                                               const OrganizationNames& known) {
    const auto organizations = organizations_of(candidates);
    std::set<std::string> unknown;
    for (const auto& entry : planned) {
        const auto organization = organizations.find(entry.number);
        const bool is_contact = entry.draft && std::holds_alternative<ContactDraft>(*entry.draft);
        if (is_contact && organization != organizations.end() && !known.contains(organization->second))
            unknown.insert(organization->second);
    }
    return {unknown.begin(), unknown.end()};
}

void add_companies(std::span<const Candidate> candidates, std::vector<Planned>& planned,
                   const OrganizationNames& known) {
    const auto organizations = organizations_of(candidates);
    for (auto& entry : planned) {
        auto* draft = entry.draft ? std::get_if<ContactDraft>(&*entry.draft) : nullptr;
        const auto organization = organizations.find(entry.number);
        if (draft == nullptr || organization == organizations.end()) continue;
        if (const auto name = known.find(organization->second); name != known.end()) draft->company = name->second;
    }
}

}  // namespace pdhs
