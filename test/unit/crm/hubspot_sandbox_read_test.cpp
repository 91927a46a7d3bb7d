#include <algorithm>

#include "hubspot_live.h"
#include "support/catch.h"

using namespace pdhs;

TEST_CASE_METHOD(Live, "a change is found when the index has learned of it") {
    auto& hubspot = world.hubspot();
    const auto old = hubspot.add({{"email", address(1)}});
    world.clock().advance(60'000);
    const auto since = now();
    const auto fresh = hubspot.add({{"email", address(2)}});
    const auto removed = hubspot.add({{"email", address(3)}});
    CHECK(read_changes(*client(), since).records.empty());
    let_index_catch_up();
    hubspot.remove(removed);
    const auto read = read_changes(*client(), since);
    CHECK(read.end.complete);
    CHECK(read.end.began);
    CHECK(read.end.usage.quota);
    CHECK(ids_of(read.records) == std::vector{fresh});
    hubspot.edit(old, {{"firstname", "Ada"}});
    let_index_catch_up();
    CHECK(ids_of(read_changes(*client(), since).records) == std::vector{old, fresh});
}

TEST_CASE_METHOD(Live, "whom the index does not show yet is found by any address") {
    auto& hubspot = world.hubspot();
    const auto one = hubspot.add({{"email", address(1)}});
    const auto two = hubspot.add({{"email", address(2)}, {"hs_additional_emails", address(3)}});
    hubspot.remove(hubspot.add({{"email", address(4)}}));
    const auto found_by = [&](std::vector<std::string> addresses) {
        auto found = client()->by_emails(addresses);
        CHECK_FALSE(found.failure);
        CHECK(found.usage.requests == static_cast<long long>((addresses.size() + 99) / 100));
        return ids_of(found.records);
    };
    CHECK(found_by({address(1), address(1)}) == std::vector{one});
    CHECK(found_by({address(3), address(9)}) == std::vector{two});
    CHECK(found_by({address(4)}).empty());
    CHECK(found_by({address(8), address(9)}).empty());
    std::vector<std::string> many;
    for (int number = 101; number < 250; ++number) many.push_back(address(number));
    many.push_back(address(2));
    CHECK(found_by(many) == std::vector{two});
}

TEST_CASE_METHOD(Live, "a merge is a change of its survivor, on each API version") {
    const auto version = GENERATE("v3", "2026-03", "2026-09");
    auto& hubspot = world.hubspot();
    const auto one = hubspot.add({{"email", address(1)}});
    const auto two = hubspot.add({{"email", address(2)}});
    world.clock().advance(60'000);
    const auto since = now();
    const auto merged = hubspot.merge(one, two);
    let_index_catch_up();
    const auto read = read_changes(*client(version), since);
    REQUIRE(ids_of(read.records) == std::vector{merged});
    CHECK(read.records[0].merged_ids == std::vector{one, two});
}

TEST_CASE_METHOD(Live, "many changes are read page by page, within the limit of searches") {
    world.hubspot().configure([](sandbox::HubspotOptions& options) {
        options.ids_in_order = sandbox::Switch::off;
        options.limits.mode = sandbox::LimitMode::enforced;
    });
    const auto since = now();
    for (int number = 0; number < 1'201; ++number) world.hubspot().add({{"email", address(number)}});
    let_index_catch_up();
    const auto read = read_changes(*client(), since);
    CHECK(read.end.complete);
    CHECK(read.end.usage.requests == 7);
    CHECK(world.hubspot().counters().refused_429 == 0);
    CHECK(read.records.size() == 1'201);
    CHECK(std::is_sorted(read.records.begin(), read.records.end(),
                         [](const Record& a, const Record& b) { return id_less(a.ref.id, b.ref.id); }));
}

TEST_CASE_METHOD(Live, "searches of others are waited for") {
    world.hubspot().configure(
        [](sandbox::HubspotOptions& options) { options.limits.mode = sandbox::LimitMode::enforced; });
    world.hubspot().add({{"email", address(1)}});
    let_index_catch_up();
    world.clock().freeze();
    world.hubspot().on_request([&](const sandbox::RequestSeen& seen) {
        if (seen.nth_of_kind == 7) world.clock().advance(1'000);
    });
    for (int search = 1; search <= 5; ++search) CHECK(read_changes(*client(), Time{}).end.complete);
    const auto read = read_changes(*client(), Time{});
    CHECK(read.records.size() == 1);
    CHECK(read.end.usage.requests == 2);
    CHECK(world.hubspot().counters().refused_429 == 1);
}

TEST_CASE_METHOD(Live, "contacts that leave the index while it is read make nobody else disappear") {
    std::vector<std::string> ids;
    for (int number = 0; number < 401; ++number) ids.push_back(world.hubspot().add({{"email", address(number)}}));
    let_index_catch_up();
    world.hubspot().on_request([&](const sandbox::RequestSeen& seen) {
        if (seen.kind == "search" && seen.nth_of_kind == 2) world.hubspot().remove(ids.front());
    });
    const auto read = read_changes(*client(), Time{});
    CHECK(read.end.complete);
    CHECK(ids_of(read.records) == ids);
}

TEST_CASE_METHOD(Live, "more changes than a search can show are left to a listing") {
    for (int number = 0; number < 9'001; ++number) world.hubspot().add({{"firstname", "A"}});
    let_index_catch_up();
    const auto read = read_changes(*client(), Time{});
    CHECK(read.end.stop == ReadStop::too_many);
    CHECK_FALSE(read.end.failure);
    CHECK(read.end.usage.requests == 1);
    CHECK(read.records.empty());
}

TEST_CASE_METHOD(Live, "a listing that was left goes on where it was") {
    for (int number = 0; number < 250; ++number) world.hubspot().add({{"email", address(number)}});
    std::string place;
    std::vector<Record> records;
    const auto left = client()->list_all("", [&](const Page& page) -> Result<Onward> {
        place = page.next;
        records = page.records;
        CHECK(page.spent.requests == 1);
        CHECK(page.spent.quota);
        return Onward::stop;
    });
    CHECK(left.stop == ReadStop::by_sink);
    CHECK(records.size() == 100);
    world.hubspot().remove(records.back().ref.id);
    world.hubspot().add({{"email", address(250)}});
    const auto rest = read_all(*client(), place);
    CHECK(rest.end.complete);
    CHECK(rest.end.began);
    CHECK(rest.records.size() == 151);
    CHECK(rest.records.front().emails.front() == address(100));
}

TEST_CASE_METHOD(Live, "a place that HubSpot does not know is told from a failure") {
    const auto place = GENERATE(as<std::string>(), "no-such-place", "a b/&=%?");
    const auto read = read_all(*client(), place);
    CHECK(read.end.stop == ReadStop::place_refused);
    CHECK_FALSE(read.end.failure);
}

TEST_CASE_METHOD(Live, "the portal is told, if the key may ask") {
    const auto end = client()->who_am_i();
    CHECK(end.id == std::to_string(world.hubspot().options().portal_id));
    CHECK(end.view == View::whole);
    CHECK(end.usage.requests == 1);
    CHECK(end.usage.quota);
    world.hubspot().configure([](sandbox::HubspotOptions& options) { options.account_info = sandbox::Switch::off; });
    const auto untold = client()->who_am_i();
    CHECK(untold.id.empty());
    CHECK(untold.view == View::untold);
    CHECK_FALSE(untold.failure);
}

TEST_CASE_METHOD(Live, "a token that nobody knows does not pass for one that may not ask") {
    auto key = client();
    world.hubspot().configure([](sandbox::HubspotOptions& options) { options.token = "another"; });
    const auto end = key->who_am_i();
    REQUIRE(end.failure);
    CHECK(end.failure->kind == FailureKind::unauthorized);
}

TEST_CASE_METHOD(Live, "the sandbox tells whether a token may create, and creates nothing") {
    CHECK(client()->may_create().permission == Permission::granted);
    world.hubspot().configure(
        [](sandbox::HubspotOptions& options) { options.scopes.erase("crm.objects.contacts.write"); });
    const auto end = client()->may_create();
    CHECK(end.permission == Permission::denied);
    REQUIRE(end.failure);
    CHECK(end.failure->kind == FailureKind::scope);
    CHECK(world.hubspot().contacts().empty());
}
