#include "pdhs/state/record_fields.h"
#include "pdhs/state/records.h"
#include "state_fixture.h"

namespace pdhs {
namespace {

long long changed(StateFile& state, const std::vector<Record>& records) {
    return value(state->ingest(records, Version::present, now)).changed;
}

Record full_record() {
    auto record = person("7", {"ada@x; a@y", "second@x"}, "Ada Lovelace", {"+44 20 1234567", "0123 456789"});
    record.first_name = "Ada";
    record.last_name = "L\xC3\xB6velace";
    record.phones.back().label = "mobile";
    record.organization_id = "55";
    record.merged_ids = {"8", "9"};
    record.changed = at_second(99);
    return record;
}

TEST_CASE("all fields of a record come back") {
    StateFile state;
    auto record = full_record();
    state.take({record});
    CHECK(state.only_candidate().source == record);
    record.ref.crm = Crm::hubspot;
    record.company = "Analytical Engines";
    record.created.reset();
    record.changed.reset();
    state.take({record});
    CHECK(state.lonely().empty());
    state.lose({Crm::pipedrive, "7"});
    CHECK(state.only_candidate().source == record);
}

TEST_CASE("line breaks and tabs inside a value become blanks, so that a list stays a list") {
    CHECK(from_lines(to_lines({"a\nb", "", "c"})) == Texts{"a b", "", "c"});
    CHECK(phones_from_lines(phones_to_lines({{"1\t2", "work\nx"}, {"", ""}})) ==
          std::vector<Phone>{{"1 2", "work x"}, {"", ""}});
    CHECK(from_lines("").empty());
}

TEST_CASE("every field makes a difference to the fingerprint, but the time of change") {
    const auto original = full_record();
    std::vector<Record> variants(9, original);
    variants[0].first_name += "x";
    variants[1].last_name += "x";
    variants[2].name += "x";
    variants[3].emails.push_back("x@x");
    variants[4].phones.front().label = "home";
    variants[5].phones.front().value += "1";
    variants[6].company += "x";
    variants[7].organization_id += "1";
    variants[8].created.reset();
    for (const auto& variant : variants) CHECK(fingerprint_of(variant) != fingerprint_of(original));
    auto moved = original;
    std::swap(moved.first_name, moved.company);
    CHECK(fingerprint_of(moved) != fingerprint_of(original));
    auto merged = original;
    merged.merged_ids.pop_back();
    CHECK(fingerprint_of(merged) != fingerprint_of(original));
    auto touched = original;
    touched.changed = at_second(100);
    CHECK(fingerprint_of(touched) == fingerprint_of(original));
}

TEST_CASE("what did not change is not written") {
    StateFile state;
    std::vector<Record> records;
    for (int i = 1; i <= 20'000; ++i) {
        const auto text = std::to_string(i);
        records.push_back(i % 2 == 0 ? contact(text, {text + "@x"}, "Name " + text)
                                     : person(text, {text + "@x"}, "Name " + text, {"555" + text + "00"}));
    }
    CHECK(changed(state, records) == 20'000);
    state.settle();
    const auto before = state.folder().contents();
    for (auto& record : records) record.changed = at_second(5'000'000);
    CHECK(changed(state, records) == 0);
    CHECK(state.settle().bonds.empty());
    CHECK(state.folder().contents() == before);
}

TEST_CASE("a page's numbers stand in its order, whether new, changed or not") {
    StateFile state;
    state.take({contact("1", {"a@x"}), contact("2", {"b@x"})});
    const auto count = value(state->ingest(
        std::vector{contact("3", {}), contact("2", {"b@x"}), contact("1", {"a@x"}, "New")}, Version::present, now));
    CHECK(count.changed == 2);
    CHECK(count.numbers == std::vector{state.number({Crm::hubspot, "3"}), state.number({Crm::hubspot, "2"}),
                                       state.number({Crm::hubspot, "1"})});
    CHECK(value(state->ingest({}, Version::present, now)).numbers.empty());
}

TEST_CASE("the same id on both platforms names two records") {
    StateFile state;
    state.take({contact("1", {"a@x"}), person("1", {"b@x"})});
    CHECK(state.counts().live == PerCrm<long long>{1, 1});
}

TEST_CASE("of a record that a page holds twice, the later one counts") {
    StateFile state;
    state.take({contact("1", {"old@x"}), contact("1", {"new@x"})});
    CHECK(state.only_candidate().email_keys == Texts{"new@x"});
    state.take({contact("1", {"other@x"}), contact("1", {"new@x"})});
    CHECK(state.only_candidate().email_keys == Texts{"new@x"});
}

Record contact_changed_at(long long second, const std::string& email) {
    auto record = contact("1", {email}, "Ada");
    record.changed = at_second(second);
    return record;
}

TEST_CASE("of a living record an older version that a search shows is passed over") {
    StateFile state;
    state.take({contact_changed_at(20, "new@x")});
    const auto search = [&](const std::vector<Record>& records) {
        const auto count = value(state->ingest(records, Version::perhaps_older, now));
        state.settle();
        return count;
    };
    const auto before = state.folder().contents();
    const auto old = search({contact_changed_at(19, "old@x")});
    CHECK(old.changed == 0);
    CHECK(old.numbers.empty());
    CHECK(state.folder().contents() == before);
    const auto among_others = search({contact_changed_at(19, "old@x"), contact("2", {"b@x"})});
    CHECK(among_others.changed == 1);
    CHECK(among_others.numbers == std::vector{state.number({Crm::hubspot, "2"})});
    state.lose({Crm::hubspot, "2"});
    CHECK(state.only_candidate().email_keys == Texts{"new@x"});
    CHECK(search({contact_changed_at(20, "same@x")}).numbers.size() == 1);
    CHECK(state.only_candidate().email_keys == Texts{"same@x"});
    CHECK(search({contact("1", {"timeless@x"}, "Ada")}).changed == 1);
    CHECK(search({contact_changed_at(5, "any@x")}).changed == 1);
    state.lose({Crm::hubspot, "1"});
    CHECK(search({contact_changed_at(4, "back@x")}).changed == 1);
}

TEST_CASE("what a listing or a read by id shows is taken, whatever its time") {
    StateFile state;
    state.take({contact_changed_at(20, "new@x")});
    CHECK(changed(state, {contact_changed_at(19, "old@x")}) == 1);
    state.settle();
    CHECK(state.only_candidate().email_keys == Texts{"old@x"});
}

TEST_CASE("when a record was noted can be set right, and nothing else about it changes") {
    StateFile state;
    state.take({person("1", {}, "Ada Lovelace")});
    auto expected = state.only_candidate();
    CHECK(expected.noted == now);
    expected.noted = now - std::chrono::hours{3};
    succeed(state->note_again(std::vector{expected.number}, expected.noted));
    CHECK(state.only_candidate().noted == expected.noted);
    CHECK(state.only_candidate().source == expected.source);
    CHECK(state.settle().bonds.empty());
}

TEST_CASE("numbers are told of known records only") {
    StateFile state;
    state.take({contact("1", {}), contact("2", {})});
    const auto numbers = value(
        state->numbers_of(std::vector<RecordRef>{{Crm::hubspot, "2"}, {Crm::pipedrive, "1"}, {Crm::hubspot, "1"}}));
    CHECK(numbers == std::vector{state.number({Crm::hubspot, "2"}), state.number({Crm::hubspot, "1"})});
}

TEST_CASE("live records that were not seen are told, but for those in which something was noticed meanwhile") {
    StateFile state;
    state.take({contact("1", {}), contact("2", {}), contact("3", {}), person("4", {})});
    state.lose({Crm::hubspot, "3"});
    const auto number = [&](Crm crm, const char* id) { return state.number({crm, id}); };
    const auto later = now + std::chrono::minutes{1};
    using Numbers = std::vector<RecordNumber>;
    CHECK(value(state->live_records_without(Crm::hubspot, {number(Crm::hubspot, "1")}, now, later)) ==
          Numbers{number(Crm::hubspot, "2")});
    CHECK(value(state->live_records_without(Crm::pipedrive, {}, now, later)) == Numbers{number(Crm::pipedrive, "4")});
    CHECK(value(state->live_records_without(Crm::pipedrive, {}, now - Millis{1}, later)).empty());
    const auto before = now - std::chrono::hours{5};  // noticed by a clock that was ahead
    CHECK(value(state->live_records_without(Crm::pipedrive, {}, before - Millis{1}, before)).size() == 1);
}

TEST_CASE("a record that is gone is no candidate, and one that is listed again is") {
    StateFile state;
    state.take({contact("1", {"a@x"})});
    const auto number = state.number({Crm::hubspot, "1"});
    state.lose({Crm::hubspot, "1"});
    CHECK(state.lonely().empty());
    CHECK(state.counts().live == PerCrm<long long>{0, 0});
    CHECK(changed(state, {contact("1", {"a@x"})}) == 1);
    state.settle();
    CHECK(state.lonely() == Texts{"hubspot:1"});
    CHECK(state.number({Crm::hubspot, "1"}) == number);
}

TEST_CASE("losing what is gone already, or was never known, changes nothing") {
    StateFile state;
    state.take({contact("1", {"a@x"})});
    state.lose({Crm::hubspot, "1"});
    state.lose({Crm::hubspot, "1"});
    state.lose({Crm::pipedrive, "77"});
    CHECK(state.counts().live == PerCrm<long long>{0, 0});
}

}  // namespace
}  // namespace pdhs
