#include "campaigns/duplicates.h"

#include <algorithm>

#include "scenarios/compare.h"

namespace campaigns {

namespace {

using scenarios::addresses_of;
using scenarios::LiveRecord;
using scenarios::name_of_human;
using scenarios::Side;

using Texts = std::set<std::string>;

Texts keys_among(const LiveRecord& record, const Texts& shared_addresses) {
    Texts keys;
    for (const auto& address : addresses_of(record))
        if (!shared_addresses.contains(address)) keys.insert(address);
    return keys;
}

/// All addresses of whoever has one of these, over and over.
Texts with_those_of(const std::vector<LiveRecord>& records, Texts keys, const Texts& shared_addresses) {
    for (std::size_t before = 0; before != keys.size();) {
        before = keys.size();
        for (const auto& record : records)
            if (const auto more = keys_among(record, shared_addresses); have_one_in_common(more, keys))
                keys.insert(more.begin(), more.end());
    }
    return keys;
}

std::string last_digits(const std::string& phone) {
    constexpr std::size_t most = 9;
    std::string digits;
    std::copy_if(phone.begin(), phone.end(), std::back_inserter(digits),
                 [](char character) { return character >= '0' && character <= '9'; });
    return digits.size() <= most ? digits : digits.substr(digits.size() - most);
}

Texts phones_of(const LiveRecord& record) {
    Texts phones;
    for (const auto* const field : {"phone", "mobile"})
        for (const auto& phone : scenarios::values_of(record.fields, field)) phones.insert(last_digits(phone));
    return phones;
}

bool has_two_words(const std::string& name) {
    return name.find(' ') != std::string::npos;
}

/// Whether somebody without an address is taken for that other record, or at least left alone because of it.
bool may_be(const LiveRecord& bare, const LiveRecord& other) {
    const auto name = name_of_human(bare);
    const auto phones = phones_of(bare);
    const auto phones_of_other = phones_of(other);
    if (name != name_of_human(other)) return false;
    if (have_one_in_common(phones, phones_of_other)) return true;
    if (name.empty()) return false;
    if (phones.empty() && phones_of_other.empty() && addresses_of(other).empty()) return true;
    return (phones.empty() || phones_of_other.empty()) && has_two_words(name);
}

}  // namespace

bool have_one_in_common(const Texts& here, const Texts& there) {
    return std::any_of(here.begin(), here.end(), [&](const std::string& text) { return there.contains(text); });
}

void Sightings::see(Side side, const std::vector<LiveRecord>& records, std::int64_t now_ms) {
    for (const auto& record : records) {
        note_addresses(side, record);
        const auto shown = scenarios::shown(record);
        auto& sighting = last_[{side, record.id}];
        if (sighting.shown != shown) sighting = {shown, now_ms};
    }
}

void Sightings::note_addresses(Side side, const LiveRecord& record) {
    const auto addresses = addresses_of(record);
    const auto name = name_of_human(record);
    if (addresses.size() < 2 || name.empty()) return;
    for (const auto& address : addresses) {
        auto& holders = holders_[{side, address}];
        holders.emplace(record.id, name);
        if (std::any_of(holders.begin(), holders.end(),
                        [&](const Holder& holder) { return holder.first != record.id && holder.second != name; }))
            shared_.insert(address);
    }
}

bool Sightings::has_stood_since(Side side, const LiveRecord& record, std::int64_t time_ms) const {
    const auto found = last_.find({side, record.id});
    return found != last_.end() && found->second.since_ms <= time_ms && found->second.shown == scenarios::shown(record);
}

std::optional<LiveRecord> whom_it_repeats(const LiveRecord& newcomer, const std::vector<LiveRecord>& here,
                                          const std::vector<LiveRecord>& there, const Texts& shared_addresses) {
    const bool is_bare = addresses_of(newcomer).empty();
    const auto keys = with_those_of(there, keys_among(newcomer, shared_addresses), shared_addresses);
    const auto found = std::find_if(here.begin(), here.end(), [&](const LiveRecord& record) {
        return is_bare ? may_be(newcomer, record) : have_one_in_common(keys_among(record, shared_addresses), keys);
    });
    return found == here.end() ? std::nullopt : std::optional(*found);
}

}  // namespace campaigns
