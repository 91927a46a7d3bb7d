#include "pdhs/state/resolve_changes.h"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_set>

#include "pdhs/core/convert.h"
#include "pdhs/state/identities.h"
#include "pdhs/state/neighbourhood.h"

namespace pdhs {

namespace {

constexpr std::size_t records_in_a_commit = 2'000;

std::string key_for_people(const Keys& contact, const Keys& person) {
    for (const auto* keys : {&contact, &person})
        if (!keys->emails.empty()) return keys->emails.front();
    const auto& keys = contact.empty() ? person : contact;
    return "name:" + keys.name + ";phone:" + (keys.phones.empty() ? "" : keys.phones.front());
}

/// Asks who is who in one neighbourhood and stores the answer.
class Settlement {
  public:
    Settlement(Connection& connection, const Neighbourhood& neighbourhood)
        : connection_(connection), neighbours_(neighbourhood.neighbours) {
        for (std::size_t i = 0; i < neighbours_.size(); ++i) {
            members_.push_back(neighbours_[i].member);
            index_of_[neighbours_[i].stored.head.number] = i;
        }
        for (const auto& bond : neighbourhood.stored_bonds) {
            const auto person = index_of_.find(bond.person);
            if (person != index_of_.end()) bonds_.push_back({index_of_.at(bond.contact), person->second, bond.origin});
        }
    }

    Result<void> run(const Store::Decide& decide, std::vector<BondNews>& news) {
        const auto resolution = decide(members_, bonds_);
        PDHS_CHECK(check_is_complete(resolution));
        shared_.insert(resolution.shared_addresses.begin(), resolution.shared_addresses.end());
        for (const auto& neighbour : neighbours_)
            PDHS_CHECK(forget_identity(connection_, neighbour.stored.head.number));
        for (const auto& group : resolution.groups) PDHS_CHECK(store_group(group));
        PDHS_CHECK(store_shared_addresses());
        for (const auto& bond : resolution.ended_bonds) {
            PDHS_CHECK(delete_bond(connection_, stored(bond)));
            news.push_back(news_of(BondNews::What::ended, bond));
        }
        for (const auto& bond : resolution.new_bonds) {
            PDHS_CHECK(insert_bond(connection_, stored(bond)));
            news.push_back(news_of(BondNews::What::began, bond));
        }
        return {};
    }

  private:
    [[nodiscard]] RecordNumber number(std::size_t index) const { return neighbours_[index].stored.head.number; }
    [[nodiscard]] const Record& record(std::size_t index) const { return neighbours_[index].stored.record; }
    [[nodiscard]] StoredBond stored(const Bond& bond) const {
        return {number(bond.contact), number(bond.person), bond.origin};
    }

    /// A record that is in no group would wait for ever.
    [[nodiscard]] Result<void> check_is_complete(const Resolution& resolution) const {
        std::set<std::size_t> grouped;
        for (const auto& group : resolution.groups) grouped.insert(group.members.begin(), group.members.end());
        if (!members_.empty() && grouped.size() == members_.size()) return {};
        return fail(ErrorKind::internal, "not every record was given an identity");
    }

    Result<void> store_group(const Group& group) {
        // Members stand by ascending number.
        const auto identity = number(*std::min_element(group.members.begin(), group.members.end()));
        PerCrm<long long> live;
        for (const auto i : group.members) {
            PDHS_CHECK(settle_record(connection_, number(i), identity));
            ++live[record(i).ref.crm];
        }
        if (live.hubspot > 1 || live.pipedrive > 1) PDHS_CHECK(insert_ambiguous(connection_, identity));
        if (live.hubspot > 0 && live.pipedrive > 0) return {};
        const auto source = *std::min_element(group.members.begin(), group.members.end(),
                                              [&](auto a, auto b) { return is_better_source(a, b); });
        return insert_lonely(connection_, {identity, number(source), group.uncertain});
    }

    /// Whoever has an address of their own can be recognised on the other side; among those the oldest counts.
    [[nodiscard]] bool is_better_source(std::size_t a, std::size_t b) const {
        if (has_own_address(a) != has_own_address(b)) return has_own_address(a);
        return is_older(record(a), record(b));
    }

    [[nodiscard]] bool has_own_address(std::size_t index) const {
        const auto& emails = members_[index].keys.emails;
        return std::any_of(emails.begin(), emails.end(), [&](const auto& email) { return !shared_.contains(email); });
    }

    Result<void> store_shared_addresses() {
        for (const auto& neighbour : neighbours_)
            for (auto key : neighbour.stored_keys) {
                if (key.kind != KeyKind::address || key.shared == shared_.contains(key.key)) continue;
                key.shared = !key.shared;
                PDHS_CHECK(store_sharing(connection_, neighbour.stored.head.number, key));
            }
        return {};
    }

    [[nodiscard]] BondNews news_of(BondNews::What what, const Bond& bond) const {
        const auto& contact = record(bond.contact);
        const auto& person = record(bond.person);
        const auto name = display_name(contact);
        return {what,
                contact.ref,
                person.ref,
                bond.origin,
                name.empty() ? display_name(person) : name,
                key_for_people(members_[bond.contact].keys, members_[bond.person].keys)};
    }

    Connection& connection_;
    const std::vector<Neighbour>& neighbours_;
    std::vector<Member> members_;
    std::vector<Bond> bonds_;
    std::unordered_set<std::string> shared_;
    std::map<RecordNumber, std::size_t> index_of_;
};

/// Settles neighbourhoods until enough for one commit is done; returns how many records that were, 0 if none waited.
Result<std::size_t> settle_some(Connection& connection, const Store::Decide& decide, std::vector<BondNews>& news) {
    std::size_t settled = 0;
    while (settled < records_in_a_commit) {
        PDHS_TRY(const auto number, first_waiting(connection));
        if (!number) break;
        PDHS_TRY(const auto neighbourhood, neighbourhood_of(connection, *number));
        PDHS_CHECK(Settlement(connection, neighbourhood).run(decide, news));
        settled += neighbourhood.neighbours.size();
    }
    return settled;
}

}  // namespace

Result<ResolveNews> resolve_waiting(Connection& connection, const Store::Decide& decide) {
    ResolveNews news;
    for (;;) {
        PDHS_TRY(const auto waiting, first_waiting(connection));
        if (!waiting) return news;
        PDHS_CHECK(in_transaction(connection, [&] { return settle_some(connection, decide, news.bonds); }));
    }
}

}  // namespace pdhs
