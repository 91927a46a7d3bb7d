#include <algorithm>
#include <random>

#include "pdhs/core/identity.h"
#include "support/catch.h"

namespace pdhs {
namespace {

using Texts = std::vector<std::string>;
using Groups = std::vector<std::vector<std::size_t>>;

Member contact(std::string id, Texts emails, std::string name = "", Texts phones = {}) {
    return {{Crm::hubspot, std::move(id)}, {std::move(emails), std::move(name), std::move(phones)}};
}

Member person(std::string id, Texts emails, std::string name = "", Texts phones = {}) {
    return {{Crm::pipedrive, std::move(id)}, {std::move(emails), std::move(name), std::move(phones)}};
}

Resolution resolved(const std::vector<Member>& members, const std::vector<Bond>& bonds = {}) {
    return resolve(members, bonds);
}

Groups groups(const Resolution& resolution) {
    Groups result;
    for (const auto& group : resolution.groups) result.push_back(group.members);
    return result;
}

std::vector<bool> uncertain(const Resolution& resolution) {
    std::vector<bool> result;
    for (const auto& group : resolution.groups) result.push_back(group.uncertain);
    return result;
}

TEST_CASE("an address joins, whatever else differs") {
    const auto result =
        resolved({contact("1", {"a@x"}, "ada"), person("1", {"b@x", "a@x"}, "ada l"), person("2", {"c@x"})});
    CHECK(groups(result) == Groups{{0, 1}, {2}});
    CHECK(result.new_bonds == std::vector<Bond>{{0, 1, BondOrigin::email}});
}

TEST_CASE("addresses join through a chain") {
    const auto result = resolved({person("1", {"a@x", "b@x"}, "ada"), person("2", {"b@x", "c@x"}, "ada"),
                                  person("3", {"c@x", "d@x"}, "ada"), contact("1", {"d@x"}, "ada")});
    CHECK(groups(result) == Groups{{0, 1, 2, 3}});
    CHECK(result.shared_addresses.empty());
    CHECK(result.new_bonds.empty());  // three persons: nobody knows which one is the contact's
}

TEST_CASE("an address of colleagues is no key") {
    const auto result = resolved({person("1", {"ann@x", "info@x"}, "ann"), person("2", {"bob@x", "info@x"}, "bob"),
                                  person("3", {"info@x"}, "front desk"), contact("1", {"info@x"})});
    CHECK(result.shared_addresses == Texts{"info@x"});
    CHECK(groups(result) == Groups{{0}, {1}, {2}, {3}});
}

TEST_CASE("one name at a shared address is one person") {
    const auto result = resolved({person("1", {"ann@x", "info@x"}, "ann lee"), person("2", {"bob@x", "info@x"}, "bob"),
                                  contact("1", {"info@x"}, "ann lee"), contact("2", {"info@x"}, "")});
    CHECK(result.shared_addresses == Texts{"info@x"});
    CHECK(groups(result) == Groups{{0, 2}, {1}, {3}});
    CHECK(result.new_bonds == std::vector<Bond>{{2, 0, BondOrigin::email}});
}

TEST_CASE("an address is shared only between different names that each have a further address") {
    CHECK(resolved({person("1", {"a@x", "i@x"}, "ann"), person("2", {"b@x", "i@x"}, "ann")}).shared_addresses.empty());
    CHECK(resolved({person("1", {"a@x", "i@x"}, "ann"), person("2", {"i@x"}, "bob")}).shared_addresses.empty());
    CHECK(resolved({person("1", {"a@x", "i@x"}, "ann"), person("2", {"b@x", "i@x"}, "")}).shared_addresses.empty());
    CHECK(resolved({person("1", {"a@x", "i@x"}, "ann"), contact("2", {"b@x", "i@x"}, "bob")}).shared_addresses.empty());
}

TEST_CASE("without e-mail: equal names and a common phone join") {
    const auto result =
        resolved({contact("1", {}, "ada", {"1234567", "7654321"}), person("1", {}, "ada", {"7654321"})});
    CHECK(groups(result) == Groups{{0, 1}});
    CHECK(result.new_bonds == std::vector<Bond>{{0, 1, BondOrigin::name}});
}

TEST_CASE("without e-mail: a record with an address can be the other half") {
    const auto result = resolved({contact("1", {}, "ada", {"1234567"}), person("1", {"a@x"}, "ada", {"1234567"})});
    CHECK(groups(result) == Groups{{0, 1}});
}

TEST_CASE("without e-mail: a full name is enough when one side has no phone, and the bond says so") {
    const auto result = resolved({contact("1", {}, "ada lovelace"), person("1", {}, "ada lovelace", {"1234567"})});
    CHECK(result.new_bonds == std::vector<Bond>{{0, 1, BondOrigin::name_only}});
    CHECK(groups(resolved({contact("1", {}, "ada"), person("1", {}, "ada", {"1234567"})})) == Groups{{0}, {1}});
}

TEST_CASE("without e-mail: one word is enough only where neither has more") {
    CHECK(groups(resolved({contact("1", {}, "ada"), person("1", {}, "ada")})) == Groups{{0, 1}});
    CHECK(groups(resolved({contact("1", {}, "ada"), person("1", {"a@x"}, "ada")})) == Groups{{0}, {1}});
}

TEST_CASE("without e-mail: two phones make two people") {
    const auto result =
        resolved({contact("1", {}, "ada lovelace", {"1234567"}), person("1", {}, "ada lovelace", {"7654321"})});
    CHECK(groups(result) == Groups{{0}, {1}});
    CHECK(uncertain(result) == std::vector<bool>{false, false});
}

TEST_CASE("without e-mail and name: a common phone joins nameless records only") {
    CHECK(groups(resolved({contact("1", {}, "", {"1234567"}), person("1", {}, "", {"1234567"})})) == Groups{{0, 1}});
    CHECK(groups(resolved({contact("1", {}, "", {"1234567"}), person("1", {}, "ada", {"1234567"})})) ==
          Groups{{0}, {1}});
}

TEST_CASE("nothing to go by never joins") {
    CHECK(groups(resolved({contact("1", {}), person("1", {}), person("2", {})})) == Groups{{0}, {1}, {2}});
}

TEST_CASE("several candidates: it is not known who this is") {
    const auto result = resolved(
        {contact("1", {}, "john smith"), person("1", {"a@x"}, "john smith"), person("2", {"b@x"}, "john smith")});
    CHECK(groups(result) == Groups{{0}, {1}, {2}});
    CHECK(uncertain(result) == std::vector<bool>{true, false, false});
}

TEST_CASE("one record without phone between two with different phones: none of the three is sure") {
    const auto result = resolved({contact("1", {}, "john smith", {"1111111"}),
                                  contact("2", {}, "john smith", {"2222222"}), person("1", {}, "john smith")});
    CHECK(groups(result) == Groups{{0}, {1}, {2}});
    CHECK(uncertain(result) == std::vector<bool>{true, true, true});
}

TEST_CASE("two different people who are like a third by the name only: neither is sure") {
    const auto result = resolved({person("1", {}, "john smith", {"1111111"}),
                                  person("2", {}, "john smith", {"2222222"}), contact("1", {"a@x"}, "john smith")});
    CHECK(groups(result) == Groups{{0}, {1}, {2}});
    CHECK(uncertain(result) == std::vector<bool>{true, true, false});
}

TEST_CASE("twins without e-mail on one platform are one identity") {
    const auto result =
        resolved({person("1", {}, "ada lovelace", {"1234567"}), person("2", {}, "ada lovelace", {"1234567"})});
    CHECK(groups(result) == Groups{{0, 1}});
    CHECK(result.new_bonds.empty());
}

TEST_CASE("a bond lasts through changes of name, phone and address") {
    const std::vector<Bond> bonds{{0, 1, BondOrigin::created}};
    CHECK(groups(resolved({contact("1", {"new@x"}, "ada"), person("1", {"old@x"}, "ada")}, bonds)) == Groups{{0, 1}});
    CHECK(groups(resolved({contact("1", {}, "ada"), person("1", {"old@x"}, "grace")}, bonds)) == Groups{{0, 1}});
    CHECK(resolved({contact("1", {"new@x"}, "ada"), person("1", {"old@x"}, "ada")}, bonds).new_bonds.empty());
}

TEST_CASE("a bond ends when the two have become two people") {
    const auto ends = [](const std::vector<Member>& members, BondOrigin origin) {
        const auto result = resolved(members, {{0, 1, origin}});
        const auto& first = result.groups.front().members;
        return result.ended_bonds.size() == 1 && std::count(first.begin(), first.end(), std::size_t{1}) == 0;
    };
    const auto ada = contact("1", {"new@x"}, "ada");
    CHECK(ends({ada, person("1", {"old@x"}, "grace")}, BondOrigin::created));  // names differ too
    CHECK(ends({ada, person("1", {"old@x"}, "ada")}, BondOrigin::name));       // was a guess
    CHECK(ends({ada, person("1", {"old@x"}, "ada")}, BondOrigin::name_only));
    CHECK(ends({ada, person("1", {"old@x"}, "ada"), person("2", {"new@x"}, "ada")},
               BondOrigin::email));  // held by another
    CHECK(ends({ada, person("1", {"old@x"}, "ada"), contact("2", {"old@x"}, "ada")}, BondOrigin::email));
}

TEST_CASE("a bound record without e-mail does not look for another match") {
    const auto result = resolved(
        {contact("1", {}, "ada lovelace"), person("1", {}, "ada lovelace"), person("2", {"a@x"}, "ada lovelace")},
        {{0, 1, BondOrigin::created}});
    CHECK(groups(result) == Groups{{0, 1}, {2}});
}

TEST_CASE("a bonded pair is a candidate for a later record without e-mail") {
    const auto result = resolved({contact("1", {}, "ada lovelace", {"1234567"}),
                                  person("1", {}, "ada lovelace", {"1234567"}), person("2", {}, "ada lovelace")},
                                 {{0, 1, BondOrigin::created}});
    CHECK(groups(result) == Groups{{0, 1, 2}});
}

/// The same partition, told by ids instead of indices, so that orders can be compared.
std::vector<std::pair<std::vector<RecordRef>, bool>> told_by_ids(const std::vector<Member>& members) {
    std::vector<std::pair<std::vector<RecordRef>, bool>> result;
    for (const auto& group : resolved(members).groups) {
        std::vector<RecordRef> ids;
        for (const auto i : group.members) ids.push_back(members[i].ref);
        std::sort(ids.begin(), ids.end());
        result.emplace_back(ids, group.uncertain);
    }
    std::sort(result.begin(), result.end());
    return result;
}

TEST_CASE("who is who does not depend on the order of reading") {
    std::mt19937 random(20261123);
    const auto pick = [&](const Texts& from) { return from[random() % from.size()]; };
    for (int round = 0; round < 300; ++round) {
        std::vector<Member> members;
        for (int i = 0; i < 8; ++i) {
            Member member{{random() % 2 == 0 ? Crm::hubspot : Crm::pipedrive, std::to_string(i)}, {}};
            while (random() % 3 == 0) member.keys.emails.push_back(pick({"a@x", "b@x", "c@x", "d@x"}));
            std::sort(member.keys.emails.begin(), member.keys.emails.end());
            member.keys.emails.erase(std::unique(member.keys.emails.begin(), member.keys.emails.end()),
                                     member.keys.emails.end());
            member.keys.name = pick({"", "ada", "ada lovelace", "john smith"});
            if (random() % 2 == 0) member.keys.phones.push_back(pick({"1111111", "2222222"}));
            members.push_back(member);
        }
        const auto expected = told_by_ids(members);
        for (int shuffle = 0; shuffle < 4; ++shuffle) {
            std::shuffle(members.begin(), members.end(), random);
            REQUIRE(told_by_ids(members) == expected);
        }
    }
}

}  // namespace
}  // namespace pdhs
