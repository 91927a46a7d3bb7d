#include "pdhs/state/neighbourhood.h"

#include <algorithm>
#include <unordered_set>

namespace pdhs {

namespace {

/// The record's own keys, then the addresses that its platform says it holds.
Keys keys_with_proven(const Record& record, const std::vector<StoredKey>& stored) {
    Keys keys = keys_of(record);
    for (const auto& key : stored)
        if (key.proven && std::find(keys.emails.begin(), keys.emails.end(), key.key) == keys.emails.end())
            keys.emails.push_back(key.key);
    return keys;
}

class Walk {
  public:
    explicit Walk(Connection& connection) : connection_(connection) {}

    Result<Neighbourhood> from(RecordNumber start) {
        reached_.push_back(start);
        while (!reached_.empty()) {
            const auto number = reached_.back();
            reached_.pop_back();
            if (seen_.insert(number).second) PDHS_CHECK(visit(number));
        }
        auto& neighbours = result_.neighbours;
        std::sort(neighbours.begin(), neighbours.end(),
                  [](const Neighbour& a, const Neighbour& b) { return a.stored.head.number < b.stored.head.number; });
        return std::move(result_);
    }

  private:
    Result<void> visit(RecordNumber number) {
        PDHS_TRY(auto stored, load_record(connection_, number));
        if (stored.head.status != RecordStatus::alive) return {};
        PDHS_TRY(auto keys, keys_of_number(connection_, number));
        PDHS_CHECK(add_neighbours(connection_, keys, reached_));
        PDHS_CHECK(follow_bonds(stored));
        Member member{stored.record.ref, keys_with_proven(stored.record, keys)};
        result_.neighbours.push_back({std::move(stored), std::move(keys), std::move(member)});
        return {};
    }

    Result<void> follow_bonds(const StoredRecord& stored) {
        const auto crm = stored.record.ref.crm;
        PDHS_TRY(const auto bonds, bonds_of(connection_, stored.head.number, crm));
        for (const auto& bond : bonds) {
            reached_.push_back(crm == Crm::hubspot ? bond.person : bond.contact);
            if (crm == Crm::hubspot) result_.stored_bonds.push_back(bond);
        }
        return {};
    }

    Connection& connection_;
    std::vector<RecordNumber> reached_;
    std::unordered_set<RecordNumber> seen_;
    Neighbourhood result_;
};

}  // namespace

Result<Neighbourhood> neighbourhood_of(Connection& connection, RecordNumber number) {
    return Walk(connection).from(number);
}

}  // namespace pdhs
