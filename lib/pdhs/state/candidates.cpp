#include "pdhs/state/candidates.h"

#include <algorithm>

#include "pdhs/state/bonds.h"
#include "pdhs/state/failures.h"
#include "pdhs/state/identities.h"
#include "pdhs/state/intents.h"
#include "pdhs/state/keys.h"
#include "pdhs/state/records.h"

namespace pdhs {

namespace {

/// What is open on a platform for an identity; mostly nothing.
template <class T>
std::optional<T> find_in(const std::map<std::pair<RecordNumber, Crm>, T>& open, RecordNumber identity, Crm target) {
    const auto found = open.find({identity, target});
    return found == open.end() ? std::nullopt : std::optional(found->second);
}

bool is_shared(const std::vector<StoredKey>& keys, const std::string& address) {
    return std::any_of(keys.begin(), keys.end(), [&](const StoredKey& key) {
        return key.kind == KeyKind::address && key.shared && key.key == address;
    });
}

/// The live records of an identity.
Result<PerCrm<std::vector<StoredRecord>>> records_of(Connection& connection, RecordNumber identity) {
    PDHS_TRY(const auto numbers, live_members_of(connection, identity));
    PerCrm<std::vector<StoredRecord>> sides;
    for (const auto number : numbers) {
        PDHS_TRY(auto stored, load_record(connection, number));
        sides[stored.record.ref.crm].push_back(std::move(stored));
    }
    return sides;
}

Twins twins_among(std::vector<StoredRecord> members) {
    std::sort(members.begin(), members.end(),
              [](const StoredRecord& a, const StoredRecord& b) { return is_older(a.record, b.record); });
    Twins twins{members.at(1).head.number, {}};
    for (auto& member : members) twins.records.push_back(std::move(member.record));
    return twins;
}

Result<void> add_addresses(Connection& connection, Candidate& candidate) {
    PDHS_TRY(const auto stored, keys_of_number(connection, candidate.number));
    for (auto& address : keys_of(candidate.source).emails) {
        if (is_shared(stored, address))
            candidate.has_shared_address = true;
        else
            candidate.email_keys.push_back(std::move(address));
    }
    return {};
}

}  // namespace

Result<std::vector<Candidate>> lonely_candidates(Connection& connection) {
    PDHS_TRY(const auto lonely, lonely_identities(connection));
    PDHS_TRY(const auto intents, intents_by_identity(connection));
    PDHS_TRY(const auto failures, failures_by_identity(connection));
    std::vector<Candidate> candidates;
    candidates.reserve(lonely.size());
    for (const auto& identity : lonely) {
        PDHS_TRY(auto stored, load_record(connection, identity.source));
        Candidate candidate;
        candidate.number = identity.source;
        candidate.source = std::move(stored.record);
        candidate.noted = stored.noted;
        candidate.uncertain = identity.uncertain;
        PDHS_CHECK(add_addresses(connection, candidate));
        PDHS_TRY(candidate.vanished, has_vanished(connection, identity.identity, candidate.target()));
        candidate.intent = find_in(intents, identity.identity, candidate.target());
        candidate.parked = find_in(failures, identity.identity, candidate.target());
        candidates.push_back(std::move(candidate));
    }
    std::sort(candidates.begin(), candidates.end(),
              [](const Candidate& a, const Candidate& b) { return is_older(a.source, b.source); });
    return candidates;
}

Result<std::vector<Twins>> twins_of_ambiguous(Connection& connection) {
    PDHS_TRY(const auto identities, ambiguous_identities(connection));
    std::vector<Twins> result;
    for (const auto identity : identities) {
        PDHS_TRY(auto sides, records_of(connection, identity));
        for (const auto crm : both_crms)
            if (sides[crm].size() > 1) result.push_back(twins_among(std::move(sides[crm])));
    }
    return result;
}

}  // namespace pdhs
