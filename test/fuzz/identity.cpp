// Keys from whatever people typed, texts, conversion, and who is who.
#include <algorithm>
#include <set>
#include <tuple>

#include "fuzz/people.h"
#include "fuzz/require.h"
#include "fuzz/sound.h"
#include "pdhs/core/convert.h"
#include "pdhs/core/text.h"
#include "pdhs/crm/hubspot/json_answer.h"
#include "pdhs/crm/hubspot/json_request.h"
#include "pdhs/crm/pipedrive/json_person.h"

namespace {

using fuzz::People;
using fuzz::require;
using fuzz::require_same;
using namespace pdhs;

void check_texts(std::string_view raw) {
    const auto text = repair_utf8(raw);
    require(fuzz::is_utf8(text), "a repaired text is valid UTF-8");
    if (fuzz::is_utf8(raw)) require_same(text, raw, "what is valid is not repaired");
    require_same(trimmed(trimmed(text)), trimmed(text), "what is trimmed has no outer blanks");
    require_same(printable(printable(text)), printable(text), "what can be shown is shown as it is");
    const auto spaced = blanks_as_spaces(text);
    require_same(blanks_as_spaces(spaced), spaced, "spaces stay spaces");
    for (const auto& shown : {printable(text), spaced})
        require(std::none_of(shown.begin(), shown.end(), [](unsigned char c) { return c < 0x20 || c == 0x7F; }),
                "there are no control characters left");
    const auto folded = folded_name(text);
    require(fuzz::is_utf8(folded), "a folded name is valid UTF-8");
    require_same(folded_name(folded), folded, "a folded name stays as it is");
    require_same(trimmed(folded), folded, "a folded name has no outer blanks");
}

void check_email_key(const std::string& key) {
    require(email_keys(key) == std::vector{key}, "a key of an address is its own key");
    require(std::count(key.begin(), key.end(), '@') == 1 && key.front() != '@' && key.back() != '@', "an address");
    require_same(ascii_lower(key), key, "a key of an address is in lower case");
}

template <class T>
bool has_twins(std::vector<T> list) {
    std::sort(list.begin(), list.end());
    return std::adjacent_find(list.begin(), list.end()) != list.end();
}

void check_keys(const Record& record) {
    const auto keys = keys_of(record);
    require(!has_twins(keys.emails) && !has_twins(keys.phones), "each key once");
    for (const auto& key : keys.emails) check_email_key(key);
    for (const auto& key : keys.phones) {
        require(phone_key(key) == key, "a key of a phone is its own key");
        require(key.size() >= 7 && key.size() <= 9, "a key of a phone has seven to nine digits");
    }
    if (!keys.name.empty()) require_same(keys.name, folded_name(display_name(record)), "the name that is shown");
}

/// The record that comes of a contact on Pipedrive.
Record created_on_pipedrive(const Record& contact, const Keys& keys) {
    const auto draft = contact_to_person(contact, keys.emails);
    require(!draft.name.empty(), "a person has a name");
    const auto request = pipedrive::encode_person(draft);
    const auto answer = pipedrive::decode_person(R"({"data":{"id":7,)" + request.substr(1) + "}");
    require(!pipedrive::failure_in(answer), "what is sent is JSON");
    return std::get<Record>(std::get<pipedrive::PersonRow>(answer).content);
}

/// The record that comes of a person on HubSpot.
Record created_on_hubspot(const Record& person, const Keys& keys) {
    const auto request = hubspot::encode_create(person_to_contact(person, keys.emails, person.company));
    const auto row = hubspot::decode_contact(R"({"id":"7",)" + request.substr(1));
    require(row && row->record, "what is sent is JSON");
    return *row->record;
}

/// Otherwise every pass that knows of no bond would create it again.
void check_creation(const Record& source) {
    const auto keys = keys_of(source);
    if (keys.empty()) return;
    const auto target = other(source.ref.crm);
    const auto created =
        target == Crm::pipedrive ? created_on_pipedrive(source, keys) : created_on_hubspot(source, keys);
    fuzz::require_sound(created, target);
    const std::vector<Member> both = {{source.ref, keys}, {created.ref, keys_of(created)}};
    const auto resolution = resolve(both, {});
    require(resolution.groups.size() == 1 && resolution.new_bonds.size() == 1, "who was created is recognised");
}

using Refs = std::set<std::string>;
using Pair = std::tuple<std::string, std::string, BondOrigin>;

/// A resolution without its order.
struct Opinion {
    std::set<std::pair<Refs, bool>> groups;
    std::vector<std::string> shared;
    std::set<Pair> made;
    std::set<Pair> ended;

    bool operator==(const Opinion&) const = default;
};

std::set<Pair> pairs_of(std::span<const Member> members, std::span<const Bond> bonds) {
    std::set<Pair> pairs;
    for (const auto& bond : bonds)
        pairs.emplace(to_string(members[bond.contact].ref), to_string(members[bond.person].ref), bond.origin);
    return pairs;
}

Opinion opinion_of(std::span<const Member> members, const Resolution& resolution) {
    Opinion opinion{{},
                    resolution.shared_addresses,
                    pairs_of(members, resolution.new_bonds),
                    pairs_of(members, resolution.ended_bonds)};
    for (const auto& group : resolution.groups) {
        Refs refs;
        for (const auto index : group.members) refs.insert(to_string(members[index].ref));
        opinion.groups.emplace(std::move(refs), group.uncertain);
    }
    return opinion;
}

std::vector<Member> members_of(const People& people) {
    std::vector<Member> members;
    for (const auto& record : people.records) members.push_back({record.ref, keys_of(record)});
    return members;
}

void check_groups(std::span<const Member> members, const Resolution& resolution) {
    std::vector<std::size_t> all;
    std::size_t first = 0;
    for (const auto& group : resolution.groups) {
        require(!group.members.empty() && std::is_sorted(group.members.begin(), group.members.end()), "ascending");
        require(all.empty() || group.members.front() > first, "groups are ordered by their first members");
        first = group.members.front();
        all.insert(all.end(), group.members.begin(), group.members.end());
    }
    require(all.size() == members.size() && !has_twins(all), "everybody is in one group");
}

void check_order(std::span<const Member> members, std::span<const Bond> bonds, const Resolution& resolution) {
    const std::vector<Member> reversed(members.rbegin(), members.rend());
    std::vector<Bond> reversed_bonds(bonds.rbegin(), bonds.rend());
    for (auto& bond : reversed_bonds) {
        bond.contact = members.size() - 1 - bond.contact;
        bond.person = members.size() - 1 - bond.person;
    }
    require(opinion_of(members, resolution) == opinion_of(reversed, resolve(reversed, reversed_bonds)),
            "who is who does not depend on the order");
}

/// A second pass changes nothing.
void check_settled(std::span<const Member> members, std::span<const Bond> bonds, const Resolution& resolution) {
    std::vector<Bond> kept(bonds.begin(), bonds.end());
    std::erase_if(kept, [&](const Bond& bond) {
        return std::find(resolution.ended_bonds.begin(), resolution.ended_bonds.end(), bond) !=
               resolution.ended_bonds.end();
    });
    kept.insert(kept.end(), resolution.new_bonds.begin(), resolution.new_bonds.end());
    const auto again = resolve(members, kept);
    require(again.ended_bonds.empty(), "a bond that was just made, or kept, holds");
    require(again.shared_addresses == resolution.shared_addresses, "what is shared depends on no bond");
}

void check_people(const People& people) {
    for (const auto& record : people.records) {
        check_keys(record);
        check_creation(record);
    }
    const auto members = members_of(people);
    const auto resolution = resolve(members, people.bonds);
    check_groups(members, resolution);
    check_order(members, people.bonds, resolution);
    check_settled(members, people.bonds, resolution);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    const auto text = fuzz::text_of(data, size);
    check_texts(text);
    check_people(fuzz::people_in(text));
    return 0;
}
