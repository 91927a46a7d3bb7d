#include "state_fixture.h"

namespace pdhs {
namespace {

TEST_CASE("a pair that shares an address is bound, and told once") {
    StateFile state;
    const auto news = state.take({contact("1", {"ada@x"}, "Ada"), person("1", {"ADA@x"}, "Countess")});
    REQUIRE(news.bonds.size() == 1);
    CHECK(news.bonds[0].what == BondNews::What::began);
    CHECK(to_string(news.bonds[0].contact) == "hubspot:1");
    CHECK(to_string(news.bonds[0].person) == "pipedrive:1");
    CHECK(news.bonds[0].origin == BondOrigin::email);
    CHECK(news.bonds[0].name == "Ada");
    CHECK(news.bonds[0].key == "ada@x");
    CHECK(state.lonely().empty());
    CHECK(state.counts().bonds == 1);
    CHECK(state.settle().bonds.empty());
}

TEST_CASE("a bond of records without address is told by name and phone") {
    StateFile state;
    const auto news = state.take({contact("1", {}, "Ada Lovelace", {"1234567"}), person("1", {}, "ada lovelace")});
    REQUIRE(news.bonds.size() == 1);
    CHECK(news.bonds[0].origin == BondOrigin::name_only);
    CHECK(news.bonds[0].key == "name:ada lovelace;phone:1234567");
}

TEST_CASE("a chain of addresses is one identity, in whatever order it is read") {
    const std::vector<Record> chain = {contact("1", {"a@x"}), person("2", {"a@x", "b@x"}), person("3", {"b@x", "c@x"}),
                                       contact("4", {"c@x"})};
    for (const std::vector<std::size_t>& order :
         {std::vector<std::size_t>{0, 1, 2, 3}, {3, 0, 2, 1}, {1, 3, 0, 2}, {0, 3, 1, 2}}) {
        StateFile state;
        for (const auto i : order) state.take({chain[i]});
        CHECK(state.lonely().empty());
        CHECK(state.counts().ambiguous == 1);
    }
}

TEST_CASE("an identity falls apart when the address that held it is removed") {
    StateFile state;
    state.take({contact("1", {"a@x"}), person("2", {"a@x", "b@x"}, "P"), contact("3", {"b@x"})});
    CHECK(state.counts().ambiguous == 1);
    state.take({person("2", {"b@x"}, "P")});
    CHECK(state.lonely() == Texts{"hubspot:1"});
    CHECK(state.counts().ambiguous == 0);
    CHECK(state.counts().bonds == 1);
}

TEST_CASE("two identities become one, and two again when the link is gone") {
    StateFile state;
    state.take({contact("1", {"a@x"}), contact("2", {"b@x"})});
    CHECK(state.lonely() == Texts{"hubspot:1", "hubspot:2"});
    state.take({contact("3", {"a@x", "b@x"})});
    CHECK(state.lonely() == Texts{"hubspot:1"});
    CHECK(state.counts().ambiguous == 1);
    state.lose({Crm::hubspot, "3"});
    CHECK(state.lonely() == Texts{"hubspot:1", "hubspot:2"});
    CHECK(state.counts().ambiguous == 0);
}

TEST_CASE("the record that gave an identity its number leaves, and the others stay together") {
    StateFile state;
    state.take({contact("1", {"a@x"}), contact("2", {"a@x", "b@x"}), contact("3", {"b@x"})});
    CHECK(state.lonely() == Texts{"hubspot:1"});
    state.take({contact("1", {"other@x"})});
    CHECK(state.lonely() == Texts{"hubspot:1", "hubspot:2"});
    CHECK(state.counts().ambiguous == 1);
}

TEST_CASE("the oldest record is the source: by creation, missing times last, then by id as a number") {
    StateFile state;
    auto undated = contact("1", {"a@x"});
    undated.created.reset();
    auto ninth = contact("9", {"a@x"});
    auto tenth = contact("10", {"a@x"});
    ninth.created = tenth.created = at_second(500);
    state.take({tenth, undated, ninth});
    CHECK(state.lonely() == Texts{"hubspot:9"});
    state.lose({Crm::hubspot, "9"});
    CHECK(state.lonely() == Texts{"hubspot:10"});
    state.lose({Crm::hubspot, "10"});
    CHECK(state.lonely() == Texts{"hubspot:1"});
}

TEST_CASE("twins are listed with all their records, oldest first") {
    StateFile state;
    state.take({contact("1", {"a@x"}), person("9", {"a@x"}), person("3", {"a@x"}), person("5", {"b@x"})});
    const auto twins = value(state->twins());
    REQUIRE(twins.size() == 1);
    REQUIRE(twins[0].records.size() == 2);
    CHECK(twins[0].records[0].ref.id == "3");
    CHECK(twins[0].records[1].ref.id == "9");
    state.lose({Crm::pipedrive, "3"});
    CHECK(value(state->twins()).empty());
}

TEST_CASE("a record with an address of its own is a better source than an older one without") {
    StateFile state;
    state.take({person("1", {}, "Ada Lovelace", {"1234567"}), person("2", {"ada@x"}, "Ada Lovelace", {"1234567"})});
    CHECK(state.lonely() == Texts{"pipedrive:2"});
    state.take({person("3", {"info@x"}, "Ann Smith"), person("4", {"ann@x", "info@x"}, "Ann Smith"),
                person("5", {"bob@x", "info@x"}, "Bob Jones")});
    CHECK(state.lonely() == Texts{"pipedrive:2", "pipedrive:4", "pipedrive:5"});
}

TEST_CASE("a shared address is marked as such on all who have it, and unmarked when it no longer is") {
    StateFile state;
    state.take({person("1", {"ann@x", "info@x"}, "Ann Smith"), person("2", {"info@x"}, "Front Desk")});
    CHECK(state.lonely() == Texts{"pipedrive:1"});
    state.take({person("3", {"bob@x", "info@x"}, "Bob Jones")});
    auto candidates = value(state->candidates());
    REQUIRE(candidates.size() == 3);
    CHECK(candidates[0].email_keys == Texts{"ann@x"});
    CHECK(candidates[1].email_keys.empty());
    for (const auto& candidate : candidates) CHECK(candidate.has_shared_address);
    state.take({person("3", {"bob@x"}, "Bob Jones")});
    candidates = value(state->candidates());
    REQUIRE(candidates.size() == 2);
    CHECK(candidates[0].email_keys == Texts{"ann@x", "info@x"});
    CHECK_FALSE(candidates[0].has_shared_address);
}

TEST_CASE("a record without address finds its namesake, whichever comes first") {
    for (const bool bare_first : {true, false}) {
        StateFile state;
        const auto bare = contact("1", {}, "Ada Lovelace");
        const auto other = person("2", {"ada@x"}, "Ada Lovelace");
        state.take({bare_first ? bare : other});
        state.take({bare_first ? other : bare});
        CHECK(state.lonely().empty());
    }
}

TEST_CASE("a second namesake makes a guess uncertain, and its leaving makes it certain") {
    StateFile state;
    state.take({contact("1", {}, "John Smith"), person("2", {"a@x"}, "John Smith", {"1234567"}),
                person("3", {"b@x"}, "John Smith", {"7654321"})});
    const auto candidates = value(state->candidates());
    REQUIRE(candidates.size() == 3);
    CHECK(candidates[0].uncertain);
    CHECK_FALSE(candidates[1].uncertain);
    CHECK(state.counts().bonds == 0);
    state.take({person("3", {"b@x"}, "Joan Smith", {"7654321"})});
    CHECK(state.lonely() == Texts{"pipedrive:3"});
}

TEST_CASE("nameless records without address meet by phone") {
    StateFile state;
    state.take({contact("1", {}, "", {"+49 30 1234567"}), person("2", {}, "", {"030 1234567"})});
    CHECK(state.lonely().empty());
    StateFile other;
    other.take({contact("1", {}, "", {"1234567"}), person("2", {"a@x"}, "", {"1234567"})});
    CHECK(other.lonely().empty());
}

TEST_CASE("who shares only a name or a switchboard's number with many is decided about alone") {
    StateFile state;
    std::vector<Record> records;
    for (int i = 1; i <= 300; ++i) {
        const auto text = std::to_string(i);
        records.push_back(person(text, {text + "@x"}, "Jane Doe", {"030 1234567"}));
        records.push_back(contact(text, {text + "@y"}, "", {"030 1234567"}));
    }
    value(state->ingest(records, Version::present, now));
    std::size_t largest = 0;
    succeed([&]() -> Result<void> {
        PDHS_CHECK(state->resolve_changes([&](auto members, auto bonds) {
            largest = std::max(largest, members.size());
            return resolve(members, bonds);
        }));
        return {};
    }());
    CHECK(largest == 1);
}

TEST_CASE("decide sees every neighbourhood once, live records only, and the bonds among them") {
    StateFile state;
    state.take({contact("1", {"a@x"}, "Ada"), person("2", {"a@x"}, "Ada"), contact("3", {"a@x"}, "Ada")});
    state.lose({Crm::hubspot, "3"});
    value(state->ingest(std::vector{person("2", {"a@x", "b@x"}, "Ada"), contact("4", {"c@x"})}, Version::present, now));
    std::vector<std::vector<Member>> seen;
    std::vector<std::size_t> bonds_seen;
    value(state->resolve_changes([&](auto members, auto bonds) {
        seen.emplace_back(members.begin(), members.end());
        bonds_seen.push_back(bonds.size());
        return resolve(members, bonds);
    }));
    REQUIRE(seen.size() == 2);
    CHECK(seen[0] == std::vector<Member>{{{Crm::hubspot, "1"}, {{"a@x"}, "ada", {}}},
                                         {{Crm::pipedrive, "2"}, {{"a@x", "b@x"}, "ada", {}}}});
    CHECK(seen[1].size() == 1);
    CHECK(bonds_seen == std::vector<std::size_t>{1, 0});
}

TEST_CASE("a bond outlives the address it came from, and ends when the two are two people") {
    StateFile state;
    state.take({contact("1", {"a@x"}, "Ada"), person("2", {"a@x"}, "Ada")});
    CHECK(state.take({contact("1", {"b@x"}, "Ada")}).bonds.empty());
    CHECK(state.lonely().empty());
    const auto news = state.take({person("2", {"a@x"}, "Grace")});
    REQUIRE(news.bonds.size() == 1);
    CHECK(news.bonds[0].what == BondNews::What::ended);
    CHECK(news.bonds[0].name == "Ada");
    CHECK(state.lonely() == Texts{"hubspot:1", "pipedrive:2"});
    CHECK(state.counts().bonds == 0);
}

TEST_CASE("a guess by name ends when addresses tell the two apart") {
    StateFile state;
    state.take({contact("1", {}, "Ada Lovelace"), person("2", {"a@x"}, "Ada Lovelace")});
    CHECK(state.counts().bonds == 1);
    state.take({contact("1", {"b@x"}, "Ada Lovelace")});
    CHECK(state.counts().bonds == 0);
    CHECK(state.lonely() == Texts{"hubspot:1", "pipedrive:2"});
}

TEST_CASE("who was bound to a record that is gone has vanished there") {
    StateFile state;
    state.take({contact("1", {"a@x"}), person("2", {"a@x"}), contact("3", {"c@x"})});
    state.lose({Crm::pipedrive, "2"});
    const auto candidates = value(state->candidates());
    REQUIRE(candidates.size() == 2);
    CHECK(candidates[0].vanished);
    CHECK_FALSE(candidates[1].vanished);
    state.take({person("2", {"a@x"})});
    CHECK(state.lonely() == Texts{"hubspot:3"});
}

TEST_CASE("it works the other way round, and for any record of the identity") {
    StateFile state;
    state.take({person("1", {"a@x"}, "A"), contact("2", {"a@x"}, "A")});
    state.take({person("0", {"a@x"}, "A")});
    state.lose({Crm::hubspot, "2"});
    const auto candidate = state.only_candidate();
    CHECK(to_string(candidate.source.ref) == "pipedrive:0");
    CHECK(candidate.vanished);
}

TEST_CASE("a person that comes back finds its contact by the bond, whatever its address is now") {
    StateFile state;
    state.take({contact("1", {"a@x"}, "Ada"), person("2", {"a@x"}, "Ada")});
    state.lose({Crm::pipedrive, "2"});
    state.take({person("2", {"b@x"}, "Ada")});
    CHECK(state.lonely().empty());
    CHECK(state.counts().bonds == 1);
}

TEST_CASE("the survivor of a merge takes over the bonds of the others, once and for all") {
    StateFile state;
    state.take({contact("1", {"a@x"}, "Ada"), person("1", {"a@x"}, "Ada"), contact("2", {"b@x"}, "Ada")});
    auto survivor = contact("2", {"b@x"}, "Ada");
    survivor.merged_ids = {"1", "404"};
    for (int times = 0; times < 2; ++times) {
        state.take({survivor});
        CHECK(state.lonely().empty());
        CHECK(state.counts().live == PerCrm<long long>{1, 1});
        CHECK(state.counts().bonds == 1);
        survivor.phones.push_back({"1234567", "work"});
    }
    state.lose({Crm::pipedrive, "1"});
    CHECK(to_string(state.only_candidate().source.ref) == "hubspot:2");
    CHECK(state.only_candidate().vanished);
}

TEST_CASE("a contact that was lost before its merge was known hands over its bond all the same") {
    StateFile state;
    state.take({contact("1", {"a@x"}, "Ada"), person("1", {"a@x"}, "Ada"), contact("2", {"b@x"}, "Ada")});
    state.lose({Crm::hubspot, "1"});
    auto survivor = contact("2", {"b@x"}, "Ada");
    survivor.merged_ids = {"1"};
    state.take({survivor});
    CHECK(state.lonely().empty());
}

TEST_CASE("two bound contacts that are merged leave two persons in one identity") {
    StateFile state;
    state.take(
        {contact("1", {"a@x"}, "A"), person("1", {"a@x"}, "A"), contact("2", {"b@x"}, "B"), person("2", {"b@x"}, "B")});
    auto survivor = contact("1", {"a@x", "b@x"}, "A");
    survivor.merged_ids = {"2"};
    state.take({survivor});
    CHECK(state.lonely().empty());
    CHECK(state.counts().ambiguous == 1);
    CHECK(state.counts().bonds == 2);
}

TEST_CASE("an answer that forgets a record is refused instead of waiting for ever") {
    StateFile state;
    value(state->ingest(std::vector{contact("1", {"a@x"})}, Version::present, now));
    const auto resolved = state->resolve_changes([](auto, auto) { return Resolution{}; });
    REQUIRE_FALSE(resolved.has_value());
    CHECK(resolved.error().kind == ErrorKind::internal);
    CHECK(state.settle().bonds.empty());
    CHECK(state.lonely() == Texts{"hubspot:1"});
}

}  // namespace
}  // namespace pdhs
