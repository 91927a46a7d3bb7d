#include <algorithm>
#include <map>
#include <numeric>
#include <set>
#include <string_view>
#include <unordered_map>

#include "pdhs/core/identity.h"

namespace pdhs {

namespace {

using Index = std::size_t;

/// Sets of members that grow together.
class Unions {
  public:
    explicit Unions(Index count) : parent_(count) { std::iota(parent_.begin(), parent_.end(), Index{0}); }

    Index root(Index member) {
        while (parent_[member] != member) member = parent_[member] = parent_[parent_[member]];
        return member;
    }
    void unite(Index a, Index b) {
        a = root(a);
        b = root(b);
        parent_[std::max(a, b)] = std::min(a, b);
    }

  private:
    std::vector<Index> parent_;
};

enum class Likeness { none, full, name_only };

bool share_one(const std::vector<std::string>& a, const std::vector<std::string>& b) {
    return std::any_of(a.begin(), a.end(),
                       [&](const std::string& key) { return std::find(b.begin(), b.end(), key) != b.end(); });
}

bool has_two_words(const std::string& name) {
    return name.find(' ') != std::string::npos;
}

bool differ(const std::string& a, const std::string& b) {
    return !a.empty() && !b.empty() && a != b;
}

/// How a record without e-mail and any other record are alike.
Likeness likeness(const Keys& bare, const Keys& other) {
    const bool common_phone = share_one(bare.phones, other.phones);
    if (bare.name.empty() && other.name.empty()) return common_phone ? Likeness::full : Likeness::none;
    if (bare.name != other.name) return Likeness::none;
    if (common_phone) return Likeness::full;
    if (bare.phones.empty() && other.phones.empty() && other.emails.empty()) return Likeness::full;
    const bool one_without_phone = bare.phones.empty() || other.phones.empty();
    return one_without_phone && has_two_words(bare.name) ? Likeness::name_only : Likeness::none;
}

/// One question at a time, in the order in which the answers depend on each other.
class Resolver {
  public:
    Resolver(std::span<const Member> members, std::span<const Bond> bonds)
        : members_(members),
          bonds_(bonds),
          unions_(members.size()),
          bonded_(members.size()),
          uncertain_(members.size()) {}

    Resolution run() {
        index_addresses();
        find_shared_addresses();
        unite_by_address();
        unite_by_bonds();
        unite_like_bare_records();
        join_bare_groups();
        collect_groups();
        collect_new_bonds();
        return std::move(result_);
    }

  private:
    void index_addresses() {
        for (Index i = 0; i < members_.size(); ++i)
            for (const auto& email : members_[i].keys.emails) holders_[email].push_back(i);
    }

    void find_shared_addresses() {
        for (const auto& [email, holders] : holders_)
            if (is_shared(holders)) shared_.insert(email);
        result_.shared_addresses.assign(shared_.begin(), shared_.end());
    }

    bool is_shared(const std::vector<Index>& holders) const {
        PerCrm<const std::string*> first_name;
        for (const auto i : holders) {
            const auto& keys = members_[i].keys;
            if (keys.emails.size() < 2 || keys.name.empty()) continue;
            const auto*& seen = first_name[members_[i].ref.crm];
            if (seen != nullptr && *seen != keys.name) return true;
            seen = &keys.name;
        }
        return false;
    }

    void unite_by_address() {
        for (const auto& [email, holders] : holders_) {
            if (shared_.contains(email))
                unite_namesakes(holders);
            else
                for (const auto i : holders) unions_.unite(holders.front(), i);
        }
    }

    /// Colleagues share an address, but one name at one address is one person.
    void unite_namesakes(const std::vector<Index>& holders) {
        std::map<std::string_view, Index> first_of_name;
        for (const auto i : holders)
            if (const auto& name = members_[i].keys.name; !name.empty())
                unions_.unite(first_of_name.try_emplace(name, i).first->second, i);
    }

    void unite_by_bonds() {
        for (const auto& bond : bonds_) {
            if (has_ended(bond)) {
                result_.ended_bonds.push_back(bond);
                continue;
            }
            unions_.unite(bond.contact, bond.person);
            bonded_[bond.contact] = bonded_[bond.person] = true;
        }
    }

    bool has_ended(const Bond& bond) const {
        const auto& contact = members_[bond.contact].keys;
        const auto& person = members_[bond.person].keys;
        if (contact.emails.empty() || person.emails.empty() || share_one(contact.emails, person.emails)) return false;
        const bool came_from_a_name = bond.origin == BondOrigin::name || bond.origin == BondOrigin::name_only;
        return came_from_a_name || differ(contact.name, person.name) ||
               another_holds_a_key_of(bond.contact, bond.person) || another_holds_a_key_of(bond.person, bond.contact);
    }

    /// Whether a record other than `self`, of self's platform, holds an address of `partner`.
    bool another_holds_a_key_of(Index partner, Index self) const {
        for (const auto& email : members_[partner].keys.emails) {
            if (shared_.contains(email)) continue;
            for (const auto i : holders_.at(email))
                if (i != self && members_[i].ref.crm == members_[self].ref.crm) return true;
        }
        return false;
    }

    bool is_loose_bare(Index i) const {
        return members_[i].keys.emails.empty() && !bonded_[i] && !members_[i].keys.empty();
    }

    /// Those that a record without e-mail could be like: they have its name, or no name as it.
    const std::vector<Index>& namesakes(const std::string& name) {
        if (by_name_.empty())
            for (Index i = 0; i < members_.size(); ++i) by_name_[members_[i].keys.name].push_back(i);
        return by_name_[name];
    }

    void unite_like_bare_records() {
        for (Index i = 0; i < members_.size(); ++i) {
            if (!is_loose_bare(i)) continue;
            for (const auto other : namesakes(members_[i].keys.name))
                if (other < i && is_loose_bare(other) &&
                    likeness(members_[i].keys, members_[other].keys) == Likeness::full)
                    unions_.unite(i, other);
        }
    }

    /// Groups by their roots, and how much alike.
    using LikeGroups = std::map<Index, Likeness>;

    /// Which other groups each loose group without e-mail is like.
    std::map<Index, LikeGroups> like_groups() {
        std::map<Index, LikeGroups> like;
        for (Index i = 0; i < members_.size(); ++i) {
            if (!is_loose_bare(i)) continue;
            auto& groups = like[unions_.root(i)];
            for (const auto other : namesakes(members_[i].keys.name)) {
                const auto likeness_of_both = likeness(members_[i].keys, members_[other].keys);
                if (unions_.root(other) == unions_.root(i) || likeness_of_both == Likeness::none) continue;
                auto& best = groups.try_emplace(unions_.root(other), likeness_of_both).first->second;
                if (likeness_of_both == Likeness::full) best = Likeness::full;
            }
        }
        return like;
    }

    /// A group joins the only one that it is like, unless that one has several to choose from itself: groups without
    /// e-mail that are like others too, or that are like it by the name only and are not alike among themselves.
    void join_bare_groups() {
        const auto like = like_groups();
        std::map<Index, int> wanted_by;
        for (const auto& [group, others] : like)
            if (others.size() == 1) ++wanted_by[others.begin()->first];
        for (const auto& [group, others] : like) {
            if (others.empty()) continue;
            const auto& [candidate, likeness_of_both] = *others.begin();
            const auto as_bare = like.find(candidate);
            const bool chooses_too = as_bare != like.end() && as_bare->second.size() != 1;
            const bool has_rivals = likeness_of_both == Likeness::name_only && wanted_by[candidate] > 1;
            if (others.size() == 1 && !chooses_too && !has_rivals)
                unions_.unite(group, candidate);
            else
                uncertain_[group] = true;
        }
    }

    void collect_groups() {
        std::map<Index, Index> number_of_root;
        for (Index i = 0; i < members_.size(); ++i) {
            const auto [at, is_new] = number_of_root.try_emplace(unions_.root(i), result_.groups.size());
            if (is_new) result_.groups.emplace_back();
            auto& group = result_.groups[at->second];
            group.members.push_back(i);
            group.uncertain = group.uncertain || uncertain_[i];
        }
    }

    void collect_new_bonds() {
        for (const auto& group : result_.groups) {
            PerCrm<std::vector<Index>> sides;
            for (const auto i : group.members) sides[members_[i].ref.crm].push_back(i);
            if (sides.hubspot.size() != 1 || sides.pipedrive.size() != 1) continue;
            const auto contact = sides.hubspot.front();
            const auto person = sides.pipedrive.front();
            if (!is_bound(contact, person)) result_.new_bonds.push_back({contact, person, origin(contact, person)});
        }
    }

    bool is_bound(Index contact, Index person) const {
        return std::any_of(bonds_.begin(), bonds_.end(), [&](const Bond& bond) {
            return bond.contact == contact && bond.person == person && !has_ended(bond);
        });
    }

    BondOrigin origin(Index contact, Index person) const {
        const auto& a = members_[contact].keys;
        const auto& b = members_[person].keys;
        if (share_one(a.emails, b.emails)) return BondOrigin::email;
        const auto& bare = a.emails.empty() ? a : b;
        const auto& other = a.emails.empty() ? b : a;
        return likeness(bare, other) == Likeness::name_only ? BondOrigin::name_only : BondOrigin::name;
    }

    std::span<const Member> members_;
    std::span<const Bond> bonds_;
    Unions unions_;
    std::vector<bool> bonded_;
    std::vector<bool> uncertain_;
    std::map<std::string, std::vector<Index>> holders_;
    std::set<std::string> shared_;
    std::unordered_map<std::string, std::vector<Index>> by_name_;
    Resolution result_;
};

}  // namespace

Resolution resolve(std::span<const Member> members, std::span<const Bond> bonds) {
    return Resolver(members, bonds).run();
}

}  // namespace pdhs
