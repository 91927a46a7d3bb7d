#include "pdhs/sync/looking_up.h"

#include <algorithm>
#include <charconv>

namespace pdhs {

namespace {

/// No platform is asked for more with one request, so a larger number is no limit.
constexpr std::size_t no_limit = 100;

std::string limit_key(Crm crm) {
    return "look_ups_at_once." + std::string(name_of(crm));
}

/// Whether the records that were asked for, and not the platform, may be the reason: it has answered a read of all
/// changes just before.
bool may_be_about_a_record(const Failure& failure) {
    switch (failure.kind) {
        case FailureKind::scope:
        case FailureKind::unauthorized:
        case FailureKind::unreachable:
            return true;
        default:
            return leaves_hope_for_others(failure.kind);
    }
}

/// On HubSpot the survivor of a merge takes the place of the asked record, whether or not its own fields say so.
Record survivor(Crm crm, const Lookup& lookup) {
    auto record = *lookup.record;
    if (crm == Crm::hubspot && lookup.state == Lookup::State::merged) record.merged_ids.push_back(lookup.id);
    return record;
}

bool is_no_longer_there(Crm crm, const Lookup& lookup) {
    return lookup.state == Lookup::State::gone || (crm == Crm::pipedrive && lookup.state == Lookup::State::merged);
}

Result<void> take(World& world, Crm crm, const Lookup& lookup, LookedUp& looked_up) {
    const auto now = world.clock.now();
    if (lookup.record) {
        PDHS_TRY(const auto count, world.store.ingest(std::vector{survivor(crm, lookup)}, Version::present, now));
        looked_up.seen.insert_all(count.numbers);
    }
    return is_no_longer_there(crm, lookup) ? world.store.mark_gone({crm, lookup.id}, now) : Result<void>{};
}

/// At most, but for what is repeated: HubSpot may be asked for each by itself after asking for all. It enters the
/// ledger before the first request leaves, so that a pass that is killed meanwhile has not spent more than the ledger
/// knows.
Usage cost_of_look_ups(Crm crm, long long count) {
    if (crm == Crm::pipedrive) return {.requests = count, .tokens = count * costs_of(crm).look_up};
    return {.requests = count + pages_for(count, costs_of(crm))};
}

std::vector<std::string> unknown_among(const std::vector<Lookup>& lookups) {
    std::vector<std::string> ids;
    for (const auto& lookup : lookups)
        if (lookup.state == Lookup::State::unknown) ids.push_back(lookup.id);
    return ids;
}

}  // namespace

Result<long long> LookingUp::affordable(Crm crm) {
    PDHS_TRY(const auto budget, spending_.budget(crm));
    return affordable_look_ups(budget, costs_of(crm), world_.clock.now());
}

Result<LookedUp> LookingUp::look_up(Crm crm, std::span<const std::string> wanted) {
    LookedUp looked_up;
    if (wanted.empty()) return looked_up;
    PDHS_TRY(const auto most, most_at_once(crm));
    const auto ids = most < no_limit ? wanted.first(std::min(most, wanted.size())) : wanted;
    looked_up.asked.assign(ids.begin(), ids.end());
    const auto most_cost = cost_of_look_ups(crm, std::ssize(ids));
    PDHS_CHECK(book(world_, crm, most_cost));
    const auto end = world_.platforms[crm]->by_ids(ids);
    PDHS_CHECK(spending_.spend(crm, end.usage, most_cost));
    for (const auto& lookup : end.lookups) PDHS_CHECK(take(world_, crm, lookup, looked_up));
    looked_up.failure = end.failure;
    const bool is_alone = ids.size() == 1;
    if (end.failure && is_alone && may_be_about_a_record(*end.failure)) looked_up.unanswered = looked_up.asked;
    if (!end.failure) looked_up.unanswered = unknown_among(end.lookups);
    PDHS_CHECK(learn(crm, looked_up));
    return looked_up;
}

Result<std::optional<Failure>> LookingUp::look_for_contacts(std::span<const std::string> addresses) {
    const auto most_cost = cost_of_look_ups(Crm::hubspot, std::ssize(addresses));
    PDHS_CHECK(book(world_, Crm::hubspot, most_cost));
    const auto found = world_.platforms.hubspot->by_emails(addresses);
    PDHS_CHECK(spending_.spend(Crm::hubspot, found.usage, most_cost));
    PDHS_CHECK(world_.store.ingest(found.records, Version::present, world_.clock.now()));
    return found.failure;
}

Result<std::size_t> LookingUp::most_at_once(Crm crm) {
    PDHS_TRY(const auto text, world_.store.get_value(limit_key(crm)));
    auto most = no_limit;
    if (text) std::from_chars(text->data(), text->data() + text->size(), most);
    return std::clamp<std::size_t>(most, 1, no_limit);
}

Result<void> LookingUp::learn(Crm crm, const LookedUp& looked_up) {
    if (looked_up.failure && !may_be_about_a_record(*looked_up.failure)) return {};
    PDHS_TRY(const auto former, most_at_once(crm));
    const auto asked = std::min(looked_up.asked.size(), no_limit);
    const auto most = looked_up.failure ? std::max<std::size_t>(1, asked / 2) : std::min(no_limit, 2 * former);
    return most == former ? Result<void>{} : world_.store.set_value(limit_key(crm), std::to_string(most));
}

}  // namespace pdhs
