#include "hubspot_live.h"
#include "support/catch.h"

using namespace pdhs;

using Kind = CreateResult::Kind;
using State = Lookup::State;

TEST_CASE_METHOD(Live, "every contact of the sandbox is read, on each API version") {
    for (int number = 0; number < 201; ++number) world.hubspot().add({{"email", address(number)}, {"firstname", "A"}});
    const auto version = GENERATE("v3", "2026-03", "2026-09");
    CAPTURE(version);
    const auto read = read_all(*client(version));
    CHECK(read.end.complete);
    CHECK(read.end.began);
    CHECK(read.end.usage.requests == 3);
    CHECK(read.end.usage.quota);
    REQUIRE(read.records.size() == 201);
    CHECK(read.records.back().emails == std::vector<std::string>{address(200)});
}

TEST_CASE_METHOD(Live, "damaged text is repaired on the way") {
    world.hubspot().add({{"firstname", "a{{lone_surrogate}}"}, {"lastname", "b{{bad_utf8}}"}, {"mobilephone", "1"}});
    const auto read = read_all(*client());
    REQUIRE(read.records.size() == 1);
    CHECK_THAT(read.records[0].first_name, contains("a\uFFFD"));
    CHECK_THAT(read.records[0].last_name, contains("b\uFFFD"));
    CHECK(read.records[0].phones == std::vector<Phone>{{"1", "mobile"}});
}

TEST_CASE_METHOD(Live, "a listing whose cursor never moves on is damaged") {
    for (int number = 0; number < 101; ++number) world.hubspot().add({{"email", address(number)}});
    world.hubspot().configure([](sandbox::HubspotOptions& options) { options.repeat_after = sandbox::Switch::on; });
    const auto read = read_all(*client());
    REQUIRE(read.end.failure);
    CHECK(read.end.failure->kind == FailureKind::damaged);
}

TEST_CASE_METHOD(Live, "a token without the scope is named so") {
    world.hubspot().configure([](sandbox::HubspotOptions& options) { options.scopes = {"oauth"}; });
    const auto read = read_all(*client());
    REQUIRE(read.end.failure);
    CHECK(read.end.failure->kind == FailureKind::scope);
    CHECK_THAT(read.end.failure->message, contains("crm.objects.contacts.read"));
}

TEST_CASE_METHOD(Live, "alive, merged and archived contacts are told apart by id") {
    auto& hubspot = world.hubspot();
    const auto alive = hubspot.add({{"email", address(1)}});
    const auto survivor = hubspot.add({{"email", address(2)}});
    const auto loser = hubspot.add({{"email", address(3)}});
    const auto removed = hubspot.add({{"email", address(4)}});
    hubspot.remove(removed);
    const auto merged = hubspot.merge(survivor, loser);
    const std::vector<std::string> ids = {alive, survivor, loser, removed, "1"};
    const auto end = client()->by_ids(ids);
    CHECK_FALSE(end.failure);
    REQUIRE(end.lookups.size() == 5);
    CHECK(end.lookups[0].state == State::alive);
    CHECK(end.lookups[1].state == State::merged);
    CHECK(end.lookups[2].state == State::merged);
    CHECK(end.lookups[2].record.value().ref.id == merged);
    CHECK(end.lookups[2].record.value().emails == std::vector<std::string>{address(2), address(3)});
    CHECK(end.lookups[3].state == State::gone);
    CHECK(end.lookups[4].state == State::gone);
}

TEST_CASE_METHOD(Live, "a batch of new, standing and impossible contacts") {
    const auto form = GENERATE(sandbox::BatchConflict::per_input, sandbox::BatchConflict::whole_batch,
                               sandbox::BatchConflict::whole_batch_without_id);
    world.hubspot().configure([&](sandbox::HubspotOptions& options) { options.batch_conflict = form; });
    const auto standing = world.hubspot().add({{"email", address(1)}, {"hs_additional_emails", address(9)}});
    const auto end =
        create({draft("New@example.com", "N"), draft(address(9)), draft("x@example.con"), draft("", "Nameless")});
    CHECK_FALSE(end.failure);
    CHECK(told.of(0).kind == Kind::created);
    CHECK(told.of(0).record == client()->by_ids(std::vector{told.of(0).record.value().ref.id}).lookups[0].record);
    CHECK(told.of(1).kind == Kind::exists);
    CHECK(told.of(1).record.value().ref.id == standing);
    CHECK(told.of(2).kind == Kind::refused);
    CHECK(told.of(2).failure.value().code == "INVALID_EMAIL");
    CHECK(told.of(3).kind == Kind::created);
    CHECK(world.hubspot().contacts().size() == 3);
}

TEST_CASE_METHOD(Live, "a standing contact is found whatever the answer looks like") {
    const auto form = GENERATE(sandbox::ConflictForm::standard, sandbox::ConflictForm::variant_2024,
                               sandbox::ConflictForm::without_id, sandbox::ConflictForm::property_value);
    world.hubspot().configure([&](sandbox::HubspotOptions& options) { options.conflict_form = form; });
    const auto standing = world.hubspot().add({{"email", address(1)}});
    CHECK_FALSE(create({draft(address(1))}, CreatePace::one_by_one).failure);
    CHECK(told.of(0).kind == Kind::exists);
    CHECK(told.of(0).record.value().ref.id == standing);
}

TEST_CASE_METHOD(Live, "a silent success is unknown") {
    world.hubspot().configure(
        [](sandbox::HubspotOptions& options) { options.batch_silently_empty = sandbox::Switch::on; });
    CHECK_FALSE(create({draft(address(1)), draft(address(2))}).failure);
    CHECK(told.of(0).kind == Kind::unknown);
    CHECK(told.of(1).kind == Kind::unknown);
}

TEST_CASE_METHOD(Live, "a hundred and more shuffled results each find their draft") {
    const auto echo = GENERATE(sandbox::Switch::on, sandbox::Switch::off);
    world.hubspot().configure([&](sandbox::HubspotOptions& options) { options.batch_echoes_trace_id = echo; });
    std::vector<Draft> drafts;
    for (int number = 0; number < 150; ++number) drafts.push_back(draft(address(number)));
    const auto end = create(drafts);
    CHECK(end.usage.requests == 2);
    REQUIRE(told.after.size() == 150);
    for (int number = 0; number < 150; ++number)
        CHECK(told.of(static_cast<std::size_t>(number)).record.value().emails.front() == address(number));
}

TEST_CASE_METHOD(Live, "a created record is what later reads show") {
    const auto pace = GENERATE(CreatePace::normal, CreatePace::one_by_one);
    const auto since = now();
    const ContactDraft ada{" Ada ", "Lovelace", "Ada@Example.com", "+44 20 7946 0000", "Engines"};
    CHECK_FALSE(create({ada, draft(address(1)), draft("", "Nameless")}, pace).failure);
    std::vector<Record> created;
    for (std::size_t index = 0; index < 3; ++index) created.push_back(told.of(index).record.value());
    CHECK(read_all(*client()).records == created);
    let_index_catch_up();
    CHECK(read_changes(*client(), since).records == created);
}
