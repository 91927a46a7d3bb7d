#include "state_fixture.h"

namespace pdhs {
namespace {

CreateRecord created_on_pipedrive(RecordNumber source, Record record) {
    return {source, Crm::pipedrive, std::move(record)};
}

ParkRecord refused(RecordNumber source, Crm target, int tries = 1, Time next_try = at_second(60)) {
    return {source, target, {tries, next_try, false, "too long"}};
}

ParkRecord unanswered(RecordNumber source, Crm target, Time next_try = at_second(60)) {
    return {source, target, {1, next_try, true, "no answer"}};
}

/// One lonely contact, "hubspot:1", to be created on Pipedrive.
class CreateTest {
  protected:
    CreateTest() {
        state.take({contact("1", {"ada@x"}, "Ada")});
        source = state.number({Crm::hubspot, "1"});
    }
    void ask(RecordNumber of, std::optional<Time> asked_at = at_second(10)) {
        succeed(state->open_intents(std::vector{NewIntent{of, Crm::pipedrive, asked_at, "ada@x"}}, {}));
    }

    StateFile state;
    RecordNumber source = 0;
};

TEST_CASE_METHOD(CreateTest, "what was created is present at once, bound, and nothing stays open") {
    ask(source);
    succeed(state->park(unanswered(source, Crm::pipedrive)));
    succeed(state->record_created(created_on_pipedrive(source, person("7", {"ada@x"}, "Ada")), now));
    CHECK(state.lonely().empty());
    CHECK(state.counts().open_intents == 0);
    CHECK(state.counts().parked == 0);
    CHECK(state.counts().bonds == 1);
    CHECK(state.settle().bonds.empty());
    CHECK(state.lonely().empty());
    CHECK(state.counts().bonds == 1);
}

TEST_CASE_METHOD(CreateTest, "it stays present although the record shows nothing in common") {
    succeed(state->record_created(created_on_pipedrive(source, person("7", {}, "Somebody")), now));
    state.settle();
    CHECK(state.lonely().empty());
    state.take({person("7", {}, "Somebody Else")});
    CHECK(state.lonely().empty());
}

TEST_CASE_METHOD(CreateTest, "a record that the mirror knows already is bound") {
    state.take({person("7", {"else@x"}, "Ada")});
    CHECK(state.lonely() == Texts{"hubspot:1", "pipedrive:7"});
    CreateRecord created{source, Crm::pipedrive, person("7", {"else@x"}, "Ada"), {}, BondOrigin::email};
    succeed(state->record_created(created, now));
    CHECK(state.lonely().empty());
    state.settle();
    CHECK(state.lonely().empty());
}

TEST_CASE_METHOD(CreateTest, "a bond that the person had before is replaced") {
    state.take({person("7", {"bob@x"}, "Bob"), contact("8", {"bob@x"}, "Bob")});
    succeed(state->record_created(created_on_pipedrive(source, person("7", {"bob@x", "ada@x"}, "Bob")), now));
    CHECK(state.counts().bonds == 1);
    state.settle();
    CHECK(state.lonely().empty());
    CHECK(state.counts().ambiguous == 1);
}

TEST_CASE("an address that the platform says a contact holds counts as its own, shown or not") {
    StateFile state;
    state.take({person("1", {"hidden@x"}, "Ada")});
    const CreateRecord exists{
        state.number({Crm::pipedrive, "1"}), Crm::hubspot, contact("5", {}, "Ada"), {"Hidden@x"}, BondOrigin::email};
    succeed(state->record_created(exists, now));
    state.settle();
    CHECK(state.lonely().empty());
    state.take({person("2", {"hidden@x"}, "Else")});
    CHECK(state.lonely().empty());  // who comes with that address later is the same human
    state.take({contact("5", {}, "Changed")});
    state.lose({Crm::pipedrive, "1"});
    CHECK(state.lonely().empty());  // the proof outlives a change of the record
    state.lose({Crm::hubspot, "5"});
    state.take({contact("5", {"new@x"}, "Changed")});
    CHECK(state.lonely().size() == 2);  // but not its end
}

TEST_CASE_METHOD(CreateTest, "an open intent is told with its candidate, and settles when the record is read") {
    ask(source);
    CHECK(state.only_candidate().intent->asked_at == at_second(10));
    CHECK(value(state->settle_intents()) == 0);
    ask(source, std::nullopt);
    CHECK_FALSE(state.only_candidate().intent->asked_at.has_value());
    CHECK(state.counts().open_intents == 1);
    state.take({person("7", {"ada@x"})});
    CHECK(value(state->settle_intents()) == 1);
    CHECK(state.counts().open_intents == 0);
}

TEST_CASE_METHOD(CreateTest,
                 "a settled intent binds its source as the lost answer would have, also one of two namesakes") {
    state.take({contact("2", {"ada@x"}, "Ada")});
    ask(source);
    state.take({person("7", {"ada@x"})});
    CHECK(state.counts().bonds == 0);
    CHECK(value(state->settle_intents()) == 1);
    CHECK(state.counts().bonds == 1);
    state.lose({Crm::hubspot, "2"});
    state.take({person("7", {"other@x"}, "Ada")});
    CHECK(state.lonely().empty());
}

TEST_CASE_METHOD(CreateTest, "a settled intent binds nobody where two records may be what it made") {
    ask(source);
    state.take({person("7", {"ada@x"}), person("8", {"ada@x"})});
    CHECK(value(state->settle_intents()) == 1);
    CHECK(state.counts().bonds == 0);
}

TEST_CASE_METHOD(CreateTest, "a settled intent binds nobody who was there before it") {
    state.take({contact("2", {"ada@x"}, "Ada")});
    ask(source, at_second(7 + 121));
    state.take({person("7", {"ada@x"})});
    CHECK(value(state->settle_intents()) == 1);
    CHECK(state.counts().bonds == 0);
}

TEST_CASE_METHOD(CreateTest, "a settled intent binds what has the address that was sent, although its source has not") {
    ask(source);
    state.take({contact("1", {"lovelace@x"}, "Ada")});
    state.take({person("7", {"ada@x"}, "Ada")});
    CHECK(state.lonely() == Texts{"hubspot:1", "pipedrive:7"});
    CHECK(value(state->settle_intents()) == 1);
    CHECK(state.lonely().empty());
    CHECK(state.counts().bonds == 1);
    CHECK(state.settle().bonds.empty());
    CHECK(state.lonely().empty());
}

TEST_CASE_METHOD(CreateTest, "an address that was sent binds nobody who was there before, or is known on both sides") {
    ask(source, at_second(7 + 121));
    state.take({contact("1", {"lovelace@x"}, "Ada")});
    SECTION("who was there before") {
        state.take({person("7", {"ada@x"}, "Ada")});
    }
    SECTION("who is known on both sides") {
        state.take({contact("2", {"ada@x"}, "Ada King"), person("300", {"ada@x"}, "Ada")});
    }
    CHECK(value(state->settle_intents()) == 0);
    CHECK(state.counts().open_intents == 1);
}

TEST_CASE_METHOD(CreateTest, "an intent that surely had no effect is taken back, on its platform only") {
    ask(source);
    succeed(state->take_back_intent(source, Crm::hubspot, {}));
    CHECK(state.counts().open_intents == 1);
    succeed(state->take_back_intent(source, Crm::pipedrive, {}));
    CHECK_FALSE(state.only_candidate().intent.has_value());
}

TEST_CASE_METHOD(CreateTest, "what was open before stays open when a later create had no effect, or was refused") {
    ask(source);
    const auto former = state.only_candidate().intent;
    ask(source, at_second(500));
    succeed(state->take_back_intent(source, Crm::pipedrive, former));
    CHECK(state.only_candidate().intent == former);
    ask(source, at_second(600));
    auto record = refused(source, Crm::pipedrive);
    record.former_intent = former;
    succeed(state->park(record));
    CHECK(state.only_candidate().intent == former);
    CHECK(state.counts().open_intents == 1);
    state.take({person("7", {"ada@x"})});
    CHECK(value(state->settle_intents()) == 1);
    CHECK(state.counts().parked == 0);
}

TEST_CASE_METHOD(CreateTest, "a refusal clears the intent, a missing answer does not") {
    ask(source);
    succeed(state->park(unanswered(source, Crm::pipedrive)));
    CHECK(state.only_candidate().intent.has_value());
    CHECK(state.only_candidate().parked == Parked{1, at_second(60), true, "no answer"});
    succeed(state->park(refused(source, Crm::pipedrive, 2)));
    CHECK_FALSE(state.only_candidate().intent.has_value());
    CHECK(state.only_candidate().parked == Parked{2, at_second(60), false, "too long"});
    CHECK(state.counts().parked == 1);
}

TEST_CASE_METHOD(CreateTest, "a refused contact is tried again when it changes, one without answer stays parked") {
    succeed(state->park(refused(source, Crm::pipedrive)));
    state.take({contact("1", {"ada@x"}, "Shorter")});
    CHECK_FALSE(state.only_candidate().parked.has_value());
    succeed(state->park(unanswered(source, Crm::pipedrive)));
    state.take({contact("1", {"ada@x"}, "Other")});
    CHECK(state.only_candidate().parked.has_value());
}

TEST_CASE_METHOD(CreateTest, "what was open for one record of an identity holds for all, the strictest first") {
    ask(source);
    succeed(state->park(unanswered(source, Crm::pipedrive, at_second(90))));
    state.take({contact("0", {"ada@x"}, "Older")});
    const auto older = state.number({Crm::hubspot, "0"});
    auto candidate = state.only_candidate();
    CHECK(to_string(candidate.source.ref) == "hubspot:0");
    CHECK(candidate.intent->asked_at == at_second(10));
    ask(older, at_second(20));
    succeed(state->park({older, Crm::pipedrive, {3, at_second(80), true, "later"}}));
    candidate = state.only_candidate();
    CHECK(candidate.intent->asked_at == at_second(20));
    CHECK(candidate.parked == Parked{1, at_second(90), true, "no answer"});
    CHECK(state.counts().parked == 1);
    ask(source, std::nullopt);
    CHECK_FALSE(state.only_candidate().intent->asked_at.has_value());
}

TEST_CASE_METHOD(CreateTest, "what was open for a record that leaves passes to its namesake, or ends") {
    state.take({contact("2", {"ada@x"}, "Ada")});
    ask(source);
    succeed(state->park(unanswered(source, Crm::pipedrive)));
    state.lose({Crm::hubspot, "1"});
    CHECK(state.only_candidate().intent.has_value());
    CHECK(state.only_candidate().parked.has_value());
    state.lose({Crm::hubspot, "2"});
    CHECK(value(state->settle_intents()) == 0);
    CHECK(state.counts().open_intents == 0);
    CHECK(state.counts().parked == 0);
}

TEST_CASE_METHOD(CreateTest, "what was open for a merged contact passes to the survivor") {
    state.take({contact("2", {"b@x"}, "B")});
    ask(source);
    ask(state.number({Crm::hubspot, "2"}), at_second(5));
    auto survivor = contact("2", {"b@x"}, "B");
    survivor.merged_ids = {"1"};
    state.take({survivor});
    CHECK(state.only_candidate().intent->asked_at == at_second(10));
    CHECK(state.counts().open_intents == 1);
}

TEST_CASE_METHOD(CreateTest, "a parking ends when somebody else creates the contact") {
    succeed(state->park(refused(source, Crm::pipedrive)));
    state.take({person("7", {"ada@x"})});
    CHECK(state.counts().parked == 0);
    value(state->settle_intents());
    state.lose({Crm::pipedrive, "7"});
    CHECK_FALSE(state.only_candidate().parked.has_value());
}

}  // namespace
}  // namespace pdhs
