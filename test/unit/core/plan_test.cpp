#include "pdhs/core/plan.h"

#include "support/catch.h"

namespace pdhs {
namespace {

using namespace std::chrono_literals;
using Texts = std::vector<std::string>;

constexpr Time noon = std::chrono::sys_days{std::chrono::year{2026} / 11 / 23} + 12h;

PlanPolicy ready() {
    PlanPolicy policy;
    policy.now = noon;
    policy.both_were_read_once = true;
    policy.targets = {{true, noon, ReadMode::full}, {true, noon, ReadMode::full}};
    return policy;
}

Candidate person(Texts emails, std::string name = "Ada Lovelace") {
    Candidate candidate;
    candidate.number = 7;
    candidate.source.ref = {Crm::pipedrive, "45"};
    candidate.source.name = std::move(name);
    candidate.source.emails = emails;
    candidate.email_keys = std::move(emails);
    candidate.seen_in_this_pass = true;
    return candidate;
}

Candidate contact(Texts emails, std::string last_name = "Lovelace") {
    Candidate candidate = person(std::move(emails), "");
    candidate.source.ref = {Crm::hubspot, "123"};
    candidate.source.last_name = std::move(last_name);
    return candidate;
}

Planned planned(const Candidate& candidate, const PlanPolicy& policy = ready()) {
    return plan(std::vector{candidate}, policy).at(0);
}

std::string reason(const Candidate& candidate, const PlanPolicy& policy = ready()) {
    return planned(candidate, policy).action.reason;
}

TEST_CASE("who is missing is created") {
    const auto result = planned(person({"ada@x.com"}));
    CHECK(result.action.what == Action::Do::create);
    CHECK(result.action.on == Crm::hubspot);
    CHECK(result.action.from == RecordRef{Crm::pipedrive, "45"});
    CHECK(result.action.key == "ada@x.com");
    CHECK(result.action.outcome == Action::Outcome::planned);
    CHECK(*result.draft == Draft{ContactDraft{"Ada", "Lovelace", "ada@x.com", "", ""}});
    CHECK_FALSE(result.needs_fresh_source);
    CHECK(std::holds_alternative<PersonDraft>(*planned(contact({"a@x.com"})).draft));
}

TEST_CASE("what is left alone, and why") {
    auto shared = person({});
    shared.source.emails = {"info@x.com"};
    shared.has_shared_address = true;
    CHECK(reason(shared) == "shared_address");
    CHECK(reason(person({}, "")) == "no_key");
    auto unsure = person({});
    unsure.uncertain = true;
    CHECK(reason(unsure) == "ambiguous");
    CHECK(planned(unsure).action.what == Action::Do::skip);
    CHECK_FALSE(planned(unsure).draft.has_value());
}

TEST_CASE("addresses and domains can be ignored") {
    auto policy = ready();
    policy.ignore = {"bot@x.com", "@spam.org"};
    CHECK(reason(person({"bot@x.com"}), policy) == "ignored");
    CHECK(reason(person({"a@y.com", "b@spam.org"}), policy) == "ignored");
    CHECK(reason(person({"a@notspam.org"}), policy).empty());
}

TEST_CASE("nothing is created before both platforms were read") {
    auto policy = ready();
    policy.both_were_read_once = false;
    CHECK(reason(person({"a@x.com"}), policy) == "not_complete");
    policy = ready();
    policy.targets.hubspot.was_read_completely = false;
    CHECK(reason(person({"a@x.com"}), policy) == "not_complete");
    CHECK(reason(contact({"a@x.com"}), policy).empty());
    CHECK(planned(person({"a@x.com"}), policy).action.what == Action::Do::hold);
}

TEST_CASE("a source that this pass did not read is looked at again first") {
    auto old = contact({"a@x.com"});
    old.seen_in_this_pass = false;
    CHECK(planned(old).needs_fresh_source);
}

TEST_CASE("an open intent waits for a read that began two minutes later") {
    auto waiting = contact({"a@x.com"});
    waiting.intent = OpenIntent{noon - 2min};
    CHECK(reason(waiting).empty());
    waiting.intent = OpenIntent{noon - 2min + 1ms};
    CHECK(reason(waiting) == "intent_open");
    waiting.intent = OpenIntent{};
    CHECK(reason(waiting) == "intent_open");
    auto policy = ready();
    policy.targets.pipedrive.read_began.reset();
    waiting.intent = OpenIntent{noon - 1h};
    CHECK(reason(waiting, policy) == "intent_open");
}

TEST_CASE("HubSpot refuses twins with an address by itself, so these need not wait") {
    auto waiting = person({"a@x.com"});
    waiting.intent = OpenIntent{noon, "a@x.com"};
    CHECK(reason(waiting).empty());
    CHECK(planned(waiting).former_intent == waiting.intent);
    waiting.intent->key = "old@x.com";  // it was sent under another address
    CHECK(reason(waiting) == "intent_open");
    waiting.intent->key.clear();
    CHECK(reason(waiting) == "intent_open");
    auto bare = person({});
    bare.intent = OpenIntent{noon};
    CHECK(reason(bare) == "intent_open");
}

TEST_CASE("a parked contact waits, and an unknown one then goes last and alone") {
    auto refused = person({"a@x.com"});
    refused.parked = Parked{1, noon + 1ms, false, "INVALID_EMAIL"};
    CHECK(reason(refused) == "parked");
    CHECK(planned(refused).action.detail == "INVALID_EMAIL");
    refused.parked->next_try = noon;
    CHECK(reason(refused).empty());
    refused.parked->next_try = noon + 25h;  // a clock was wrong: counts as reached
    CHECK(reason(refused).empty());

    auto unknown_once = person({"d@x.com"});
    unknown_once.parked = Parked{1, noon, true, "timed out"};
    CHECK_FALSE(planned(unknown_once).alone);
    CHECK(planned(unknown_once).failed_tries == 1);

    auto unknown = person({"b@x.com"});
    unknown.parked = Parked{2, noon, true, "timed out"};
    const auto order = plan(std::vector{unknown, person({"c@x.com"})}, ready());
    CHECK(order[0].action.key == "c@x.com");
    CHECK(order[1].action.key == "b@x.com");
    CHECK(order[1].alone);
}

TEST_CASE("young records can be told to wait") {
    auto policy = ready();
    policy.settle = 60s;
    auto young = person({"a@x.com"});
    young.source.created = noon - 59s;
    CHECK(reason(young, policy) == "settling");
    young.source.created = noon - 60s;
    CHECK(reason(young, policy).empty());
    young.source.created = noon + 1h;  // clocks differ: do not wait for ever
    CHECK(reason(young, policy).empty());
}

TEST_CASE("who vanished is created again, unless told otherwise or without address") {
    auto gone = person({"a@x.com"});
    gone.vanished = true;
    CHECK(planned(gone).action.what == Action::Do::recreate);
    auto policy = ready();
    policy.recreate_vanished = false;
    CHECK(reason(gone, policy) == "vanished");
    auto bare = person({});
    bare.vanished = true;
    CHECK(reason(bare) == "vanished");
}

TEST_CASE("a limit holds back what is beyond it") {
    std::vector<Candidate> candidates{person({"a@x.com"}), person({}, ""), person({"b@x.com"}), person({"c@x.com"})};
    auto limited = plan(candidates, ready());
    hold_beyond(limited, 1);
    CHECK(limited[0].draft.has_value());
    CHECK(limited[1].action.reason == "no_key");
    CHECK(limited[2].action.reason == "max_creates");
    CHECK(limited[3].action.outcome == Action::Outcome::pending);
    hold_beyond(limited, 0);
    CHECK_FALSE(limited[0].draft.has_value());
}

TEST_CASE("what was tried before in this pass is left out, on its platform") {
    const auto tried = plan(std::vector{person({"a@x.com"})}, ready());
    auto planned = plan(std::vector{person({"a@x.com"}), contact({"a@x.com"})}, ready());
    REQUIRE(planned[0].number == planned[1].number);
    leave_out(planned, tried);
    REQUIRE(planned.size() == 1);
    CHECK(planned[0].action.on == Crm::pipedrive);
}

TEST_CASE("a limit is shared between the platforms, so that something can be looked at on both") {
    const auto created_within = [](int on_hubspot, int on_pipedrive, long long most) {
        std::vector<Candidate> candidates;
        for (int i = 0; i < on_hubspot; ++i) candidates.push_back(person({std::to_string(i) + "@x.com"}));
        for (int i = 0; i < on_pipedrive; ++i) candidates.push_back(contact({std::to_string(i) + "@y.com"}));
        auto limited = plan(candidates, ready());
        hold_beyond(limited, most);
        std::pair<int, int> result;
        for (const auto& entry : limited)
            if (entry.draft) ++(entry.action.on == Crm::hubspot ? result.first : result.second);
        return result;
    };
    CHECK(created_within(9, 9, 5) == std::pair(3, 2));
    CHECK(created_within(1, 9, 5) == std::pair(1, 4));
    CHECK(created_within(9, 1, 5) == std::pair(4, 1));
    CHECK(created_within(2, 2, 5) == std::pair(2, 2));
    CHECK(created_within(9, 0, 5) == std::pair(5, 0));
    CHECK(created_within(9, 9, 0) == std::pair(0, 0));
}

TEST_CASE("a key without address tells name and phone") {
    auto bare = person({}, "Ada  LOVELACE");
    bare.source.phones = {{"+44 20 7946 0001", "work"}};
    CHECK(key_text(bare) == "name:ada lovelace;phone:079460001");
    CHECK(key_text(person({}, "Ada")) == "name:ada;phone:");
}

TEST_CASE("HubSpot's search is behind: who has no address waits until it can be believed") {
    auto policy = ready();
    policy.targets.hubspot.mode = ReadMode::changes;
    auto nameless = person({});
    nameless.noted = noon - 1min;
    CHECK(reason(nameless, policy) == "search_lag");
    nameless.noted = noon - 2min;
    CHECK(planned(nameless, policy).draft);
    nameless.noted = noon + 3h;  // by a clock that was wrong
    CHECK(reason(nameless, policy) == "search_lag");
    nameless.noted = noon;
    CHECK(planned(nameless, ready()).draft);
    auto with_address = person({"ada@x.com"});
    with_address.noted = noon;
    CHECK(planned(with_address, policy).draft);
}

TEST_CASE("HubSpot refuses a second contact by the address that is sent: for others it is looked") {
    auto policy = ready();
    auto known_by_two = person({"ada@x.com", "lovelace@x.com"});
    known_by_two.noted = noon;
    CHECK(planned(known_by_two, policy).draft);
    CHECK_FALSE(must_be_looked_for(known_by_two, policy));
    policy.targets.hubspot.mode = ReadMode::changes;
    CHECK(reason(known_by_two, policy) == "search_lag");
    CHECK(must_be_looked_for(known_by_two, policy));
    known_by_two.noted = noon - 2min;
    CHECK(reason(known_by_two, policy) == "search_lag");
    policy.further_addresses_are_told = false;
    CHECK(planned(known_by_two, policy).draft);
    known_by_two.noted = noon;
    CHECK(reason(known_by_two, policy) == "search_lag");
    known_by_two.was_looked_for = true;
    CHECK(planned(known_by_two, policy).draft);
    CHECK_FALSE(must_be_looked_for(known_by_two, policy));
    CHECK_FALSE(must_be_looked_for(person({"ada@x.com"}), policy));
}

TEST_CASE("who would wait for HubSpot's search until a time in the future is told") {
    auto nameless = person({});
    nameless.number = 7;
    nameless.noted = noon + 1ms;
    auto earlier = nameless;
    earlier.noted = noon;
    auto with_address = person({"ada@x.com"});
    with_address.noted = noon + 3h;
    auto on_hubspot = contact({});
    on_hubspot.noted = noon + 3h;
    auto with_two = person({"ada@x.com", "ada@y.com"});
    with_two.number = 9;
    with_two.noted = noon + 3h;
    const std::vector candidates{earlier, nameless, with_address, on_hubspot, with_two};
    CHECK(noted_ahead(candidates, noon) == std::vector<RecordNumber>{7, 9});
}

TEST_CASE("after a search an intent has to rest longer than after a listing") {
    auto policy = ready();
    auto nameless = person({});
    nameless.intent = OpenIntent{noon - 2min, "name:ada lovelace;phone:"};
    CHECK(planned(nameless, policy).draft);
    policy.targets.hubspot.mode = ReadMode::changes;
    CHECK(reason(nameless, policy) == "intent_open");
    nameless.intent->asked_at = noon - 4min;
    CHECK(planned(nameless, policy).draft);
    auto on_pipedrive = contact({"ada@x.com"});
    on_pipedrive.intent = OpenIntent{noon - 2min, "ada@x.com"};
    policy.targets.pipedrive.mode = ReadMode::changes;
    CHECK(planned(on_pipedrive, policy).draft);
}

TEST_CASE("creates that the quota does not cover wait on their platform") {
    std::vector<Planned> entries;
    for (int i = 0; i < 3; ++i) {
        entries.push_back(planned(person({"p" + std::to_string(i) + "@x.com"})));
        entries.push_back(planned(contact({"c" + std::to_string(i) + "@x.com"})));
    }
    CHECK(hold_unaffordable(entries, Crm::pipedrive, 1) == 2);
    CHECK(entries[1].draft);
    CHECK(entries[3].action.reason == "budget");
    CHECK(entries[4].draft);
    CHECK(hold_unaffordable(entries, Crm::hubspot, 3) == 0);
}

}  // namespace
}  // namespace pdhs
