#include "campaigns/lives.h"

#include "sandbox/sandbox.h"
#include "support/catch.h"

using namespace campaigns;
using scenarios::Side;

namespace {

/// As it was entered, and never changed.
Life life(const std::string& id, const std::string& name, const std::set<std::string>& addresses = {}) {
    scenarios::Fields fields{{"name", name}};
    for (const auto& address : addresses) fields.emplace_back("email", address);
    return {{id, fields}, {addresses, {name}, addresses.empty()}};
}

std::size_t alone(const std::vector<Life>& contacts, const std::vector<Life>& persons) {
    return alone_on(Side::hubspot, {{Side::hubspot, contacts}, {Side::pipedrive, persons}}).size();
}

}  // namespace

TEST_CASE("whoever shares no address with anybody on the other side is alone") {
    CHECK(alone({life("1", "Ada", {"a"})}, {life("2", "Ada", {"a", "b"})}) == 0);
    CHECK(alone({life("1", "Ada", {"a"})}, {life("2", "Ada", {"b"})}) == 1);
    CHECK(alone({life("1", "Ada", {"a"}), life("3", "Bob", {"a", "b"})}, {life("2", "Ada", {"b"})}) == 0);
    CHECK(alone({life("1", "Ada", {"a"}), life("3", "Ida", {"c"})}, {life("2", "Ada", {"a"})}) == 1);
}

TEST_CASE("a name leads to somebody where one of the two has no address") {
    CHECK(alone({life("1", "Ada")}, {life("2", "Ada", {"a"})}) == 0);
    CHECK(alone({life("1", "Ada")}, {life("2", "Ida", {"a"})}) == 1);
}

TEST_CASE("what a record was known by before counts, also of those that were merged into it") {
    scenarios::Stage stage("/nowhere");
    auto& hubspot = stage.crms().hubspot();
    const auto ada = hubspot.add({{"email", "ada@example.com"}});
    const auto bob = hubspot.add({{"email", "bob@example.com"}});
    Lives lives;
    lives.note(stage);
    hubspot.edit(ada, {{"email", "new@example.com"}});
    lives.note(stage);
    const auto survivor = hubspot.merge(bob, ada);
    lives.note(stage);
    const auto now = lives.of_both(stage);
    REQUIRE(now.at(Side::hubspot).size() == 1);
    CHECK(now.at(Side::hubspot)[0].record.id == survivor);
    CHECK(now.at(Side::hubspot)[0].known_by.addresses ==
          std::set<std::string>{"ada@example.com", "bob@example.com", "new@example.com"});
    hubspot.remove(survivor);
    CHECK(lives.of_both(stage).at(Side::hubspot).empty());
    CHECK(lives.of_the_gone(stage).addresses.contains("bob@example.com"));
}

TEST_CASE("one that has nothing but what colleagues share") {
    const std::vector<Life> side{life("1", "Ada", {"a", "office"}), life("2", "Bob", {"a", "office"}),
                                 life("3", "Eve", {"e", "office"})};
    CHECK(has_only_shared_addresses(side[0].record, side));
    CHECK_FALSE(has_only_shared_addresses(side[2].record, side));
}
