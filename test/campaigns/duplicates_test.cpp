#include "campaigns/duplicates.h"

#include "support/catch.h"

using namespace campaigns;
using scenarios::LiveRecord;
using scenarios::Side;

namespace {

LiveRecord record(const std::string& id, const scenarios::Fields& fields) {
    return {id, fields};
}

const LiveRecord contact_b = record("1", {{"email", "b@example.com"}, {"first", "Ada"}});
const LiveRecord person_ab = record("2", {{"name", "Ada"}, {"email", "a@example.com"}, {"email", "b@example.com"}});
const LiveRecord new_contact_a = record("3", {{"email", "a@example.com"}, {"first", "Ada"}});

bool repeats(const LiveRecord& newcomer, const std::vector<LiveRecord>& here, const std::vector<LiveRecord>& there = {},
             const std::set<std::string>& shared = {}) {
    return whom_it_repeats(newcomer, here, there, shared).has_value();
}

}  // namespace

TEST_CASE("a newcomer repeats who has any address of those it may have been made from") {
    CHECK(repeats(new_contact_a, {contact_b}, {person_ab}));
    CHECK_FALSE(repeats(new_contact_a, {contact_b}, {}));
    const auto through_another = record("4", {{"email", "b@example.com"}, {"email", "c@example.com"}});
    const auto contact_c = record("5", {{"email", "c@example.com"}});
    CHECK(repeats(new_contact_a, {contact_c}, {through_another, person_ab}));
    CHECK(repeats(new_contact_a, {record("6", {{"email", "x@example.com"}, {"also", "a@example.com"}})}));
}

TEST_CASE("an address that is shared leads to nobody") {
    CHECK_FALSE(repeats(new_contact_a, {contact_b}, {person_ab}, {"b@example.com"}));
}

TEST_CASE("a newcomer without an address repeats whoever has the name, unless the phones differ") {
    const auto bare = [](const std::string& name, const std::string& phone) {
        return record("1", phone.empty() ? scenarios::Fields{{"name", name}}
                                         : scenarios::Fields{{"name", name}, {"phone", phone}});
    };
    const auto contact = record("2", {{"first", "Eve"}, {"last", "Stone"}, {"mobile", "(020) 7946 0001"}});
    CHECK(repeats(bare("Eve Stone", "+44 20 7946 0001"), {contact}));
    CHECK(repeats(bare("Eve Stone", ""), {contact}));
    CHECK_FALSE(repeats(bare("Eve Stone", "+44 20 7946 0002"), {contact}));
    CHECK_FALSE(repeats(bare("Eve Wood", "+44 20 7946 0001"), {contact}));
    CHECK(repeats(bare("Eve", ""), {bare("Eve", "")}));
    CHECK_FALSE(repeats(bare("Eve", ""), {bare("Eve", "+44 20 7946 0001")}));
    CHECK(repeats(bare("", "+44 20 7946 0001"), {bare("", "020 7946 0001")}));
}

TEST_CASE("whoever changed has not stood there for long") {
    Sightings sightings;
    sightings.see(Side::hubspot, {contact_b}, 1000);
    sightings.see(Side::hubspot, {contact_b}, 2000);
    CHECK(sightings.has_stood_since(Side::hubspot, contact_b, 1000));
    CHECK_FALSE(sightings.has_stood_since(Side::hubspot, contact_b, 999));
    CHECK_FALSE(sightings.has_stood_since(Side::pipedrive, contact_b, 3000));
    const auto edited = record("1", {{"email", "b@example.com"}, {"first", "Ida"}});
    CHECK_FALSE(sightings.has_stood_since(Side::hubspot, edited, 3000));
    sightings.see(Side::hubspot, {edited}, 3000);
    CHECK(sightings.has_stood_since(Side::hubspot, edited, 3000));
}

TEST_CASE("an address is shared when two with different names had it beside further ones") {
    const auto with_two = [](const std::string& id, const std::string& name) {
        return record(id, {{"name", name}, {"email", id + "@example.com"}, {"email", "office@example.com"}});
    };
    Sightings sightings;
    sightings.see(
        Side::pipedrive,
        {with_two("1", "Ada"), with_two("2", "Ada"), record("3", {{"name", "Eve"}, {"email", "office@example.com"}})},
        0);
    sightings.see(Side::hubspot, {with_two("4", "Bob")}, 0);
    CHECK(sightings.shared_addresses().empty());
    sightings.see(Side::pipedrive, {with_two("1", "Ida")}, 0);
    CHECK(sightings.shared_addresses() == std::set<std::string>{"office@example.com"});
}
