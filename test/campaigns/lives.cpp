#include "campaigns/lives.h"

#include <algorithm>
#include <functional>

#include "campaigns/duplicates.h"
#include "sandbox/strings.h"
#include "scenarios/compare.h"

namespace campaigns {

namespace {

using scenarios::addresses_of;
using scenarios::LiveRecord;
using scenarios::name_of_human;
using scenarios::Side;
using scenarios::Stage;

EverKnownBy known_now(const LiveRecord& record) {
    const auto addresses = addresses_of(record);
    return {{addresses.begin(), addresses.end()}, {name_of_human(record)}, addresses.empty()};
}

/// All whom one of these meets, over and over.
void grow(std::vector<const Life*>& group, std::vector<const Life*> others) {
    for (std::size_t next = 0; next < group.size(); ++next) {
        const auto meets = [&](const Life* life) { return life->known_by.meets(group[next]->known_by); };
        const auto met = std::stable_partition(others.begin(), others.end(), std::not_fn(meets));
        group.insert(group.end(), met, others.end());
        others.erase(met, others.end());
    }
}

}  // namespace

void EverKnownBy::add(const EverKnownBy& other) {
    addresses.insert(other.addresses.begin(), other.addresses.end());
    names.insert(other.names.begin(), other.names.end());
    was_bare = was_bare || other.was_bare;
}

bool EverKnownBy::meets(const EverKnownBy& other) const {
    if (have_one_in_common(addresses, other.addresses)) return true;
    return (was_bare || other.was_bare) && have_one_in_common(names, other.names);
}

std::vector<Life> alone_on(Side side, const LivesOfBoth& lives) {
    std::vector<const Life*> others;
    for (const auto& life : lives.at(side)) others.push_back(&life);
    std::vector<const Life*> represented;
    for (const auto& life : lives.at(other(side))) represented.push_back(&life);
    grow(represented, others);
    std::vector<Life> alone;
    for (const auto* const life : others)
        if (std::find(represented.begin(), represented.end(), life) == represented.end()) alone.push_back(*life);
    return alone;
}

bool has_only_shared_addresses(const LiveRecord& record, const std::vector<Life>& same_side) {
    const auto addresses = addresses_of(record);
    const auto is_shared = [&](const std::string& address) {
        return std::any_of(same_side.begin(), same_side.end(), [&](const Life& other) {
            const auto theirs = addresses_of(other.record);
            return other.record.id != record.id && theirs.size() > 1 &&
                   std::find(theirs.begin(), theirs.end(), address) != theirs.end() &&
                   name_of_human(other.record) != name_of_human(record);
        });
    };
    return addresses.size() > 1 && std::all_of(addresses.begin(), addresses.end(), is_shared);
}

void Lives::note(Stage& stage) {
    for (const auto side : scenarios::both_sides)
        for (const auto& record : stage.people().records(side)) all_[{side, record.id}].add(known_now(record));
    note_merges(stage);
}

void Lives::note_merges(Stage& stage) {
    for (const auto& survivor : stage.crms().hubspot().contacts()) {
        const auto merged = survivor.properties.find("hs_merged_object_ids");
        if (merged == survivor.properties.end()) continue;
        for (const auto& id : sandbox::split(merged->second, ';'))
            all_[{Side::hubspot, survivor.id}].add(EverKnownBy(all_[{Side::hubspot, id}]));
    }
}

LivesOfBoth Lives::of_both(Stage& stage) const {
    LivesOfBoth lives{{Side::hubspot, {}}, {Side::pipedrive, {}}};
    for (const auto side : scenarios::both_sides)
        for (const auto& record : stage.people().records(side)) {
            const auto found = all_.find({side, record.id});
            lives[side].push_back({record, found == all_.end() ? known_now(record) : found->second});
        }
    return lives;
}

EverKnownBy Lives::of_the_gone(Stage& stage) const {
    std::set<Name> live;
    for (const auto side : scenarios::both_sides)
        for (const auto& record : stage.people().records(side)) live.emplace(side, record.id);
    EverKnownBy gone;
    for (const auto& [name, known_by] : all_)
        if (!live.contains(name)) gone.add(known_by);
    return gone;
}

}  // namespace campaigns
