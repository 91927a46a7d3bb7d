#include "pdhs/sync/explaining.h"

#include "office.h"

namespace pdhs {
namespace {

using namespace std::chrono_literals;

Dossier explained(Office& office, const std::string& whom, const PassOptions& options = {}) {
    const auto asked = parse_asked(whom);
    REQUIRE(asked.has_value());
    const auto store = Store::open_copy(office.state_path);
    REQUIRE(store.has_value());
    const auto dossier = dossier_of(**store, *asked, options, office.clock.now());
    REQUIRE(dossier.has_value());
    return *dossier;
}

TEST_CASE("nobody is known before the first pass, and of strangers after it") {
    Office office;
    CHECK_FALSE(explained(office, "ada@x.com").is_known());
    office.hubspot.add("Ada", {"ada@x.com"});
    office.pass();
    CHECK_FALSE(explained(office, "bob@x.com").is_known());
    CHECK(explained(office, "bob@x.com").polled.hubspot == office.clock.now());
}

TEST_CASE("whoever stands on both sides is found by address and by either id, with both records") {
    Office office;
    const auto contact = office.hubspot.add("Ada", {"Ada@X.com", "info@x.com"});
    office.pass();
    const auto person = office.pipedrive.records().begin()->first;
    for (const auto& whom : {std::string("ADA@x.com"), "hubspot:" + contact, "pipedrive:" + person}) {
        const auto dossier = explained(office, whom);
        REQUIRE(dossier.records.size() == 2);
        CHECK(dossier.records[0].record.ref == RecordRef{Crm::hubspot, contact});
        CHECK(dossier.records[0].partners ==
              std::vector{Partner{{Crm::pipedrive, person}, BondOrigin::created, RecordStatus::alive}});
        CHECK(dossier.next.empty());
        CHECK(dossier.both_were_read_once);
    }
}

TEST_CASE("what comes next is what the next pass would do") {
    Office office;
    const auto contact = office.hubspot.add("Ada", {"ada@x.com"});
    PassOptions none;
    none.max_creates = 0;
    office.pass(none);
    auto next = explained(office, "ada@x.com").next;
    REQUIRE(next.size() == 1);
    CHECK(next[0].what == Action::Do::create);
    CHECK(next[0].on == Crm::pipedrive);
    PassOptions ignoring;
    ignoring.ignore = {"ada@x.com"};
    next = explained(office, "hubspot:" + contact, ignoring).next;
    REQUIRE(next.size() == 1);
    CHECK(next[0].reason == "ignored");
}

TEST_CASE("a record that is gone is told as such, with what it belonged to") {
    Office office;
    office.hubspot.add("Ada", {"ada@x.com"});
    office.pass();
    const auto person = office.pipedrive.records().begin()->first;
    office.pipedrive.remove(person);
    PassOptions ignoring;
    ignoring.recreate_vanished = false;
    office.clock.advance(25h);
    office.pass(ignoring);
    const auto dossier = explained(office, "ada@x.com", ignoring);
    REQUIRE(dossier.records.size() == 2);
    CHECK(dossier.records[1].state == RecordStatus::gone);
    CHECK(dossier.records[0].partners.at(0).state == RecordStatus::gone);
    CHECK(dossier.next.at(0).reason == "vanished");
}

TEST_CASE("who was refused is told with when it is tried again") {
    Office office;
    office.pipedrive.add("Ada", {"ada@x.com"});
    office.hubspot.next_fates({FakePlatform::Fate::refused});
    CHECK_FALSE(explained(office, "ada@x.com").is_known());
    office.pass();
    const auto dossier = explained(office, "ada@x.com");
    REQUIRE(dossier.records.size() == 1);
    REQUIRE(dossier.records[0].next_try);
    CHECK(*dossier.records[0].next_try > office.clock.now());
    CHECK(dossier.next.at(0).reason == "parked");
    office.settle();
    office.clock.advance(2h);
    office.pass();
    CHECK_FALSE(explained(office, "ada@x.com").records.at(0).next_try);
}

TEST_CASE("whom to explain is an address or a record") {
    CHECK(std::get<std::string>(*parse_asked(" Ada@X.com ")) == "ada@x.com");
    CHECK(std::get<RecordRef>(*parse_asked("pipedrive:45")) == RecordRef{Crm::pipedrive, "45"});
    for (const auto* const wrong :
         {"", "ada", "hubspot:", "hubspot:x", "pipedrive:4 5", "a@x.com b@x.com", "salesforce:1"})
        CHECK_FALSE(parse_asked(wrong).has_value());
}

}  // namespace
}  // namespace pdhs
