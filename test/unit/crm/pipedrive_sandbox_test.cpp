#include <algorithm>
#include <set>

#include "pdhs/crm/pipedrive/client.h"
#include "pdhs/http/curl_client.h"
#include "sandbox/sandbox.h"
#include "support/catch.h"

using namespace pdhs;

namespace {

using Names = std::vector<std::string>;

/// What a read brought.
struct Reading {
    std::vector<Page> pages;
    std::vector<Record> records;
    ReadEnd end;
};

PageSink sink_into(Reading& reading, Onward onward) {
    return [&reading, onward](const Page& page) -> Result<Onward> {
        reading.records.insert(reading.records.end(), page.records.begin(), page.records.end());
        reading.pages.push_back(page);
        return onward;
    };
}

Names names_of(const std::vector<Record>& records) {
    Names names;
    for (const auto& record : records) names.push_back(record.name);
    return names;
}

/// The client over HTTP against the sandbox.
struct OverHttp {
    sandbox::Sandbox sandbox;
    Interrupt interrupt;

    [[nodiscard]] std::unique_ptr<HttpClient> http(const std::string& token) const {
        return make_curl_client({sandbox.pipedrive_url(), "x-api-token", "", Secret(token), "", "pdhs-sync-test"}, {},
                                interrupt);
    }
    [[nodiscard]] std::string token() { return sandbox.pipedrive().options().token; }
    [[nodiscard]] std::unique_ptr<Platform> client() {
        return pipedrive::make_client(http(token()), make_sleeper(interrupt));
    }
    void add_persons(int count) {
        for (int number = 0; number < count; ++number) sandbox.pipedrive().add_person("Ada");
    }
    /// A listing whose sink says `onward` to each page.
    [[nodiscard]] Reading listed(const std::string& place = "", Onward onward = Onward::go_on) {
        Reading reading;
        reading.end = client()->list_all(place, sink_into(reading, onward));
        return reading;
    }
    [[nodiscard]] Reading changed_since(Time since) {
        Reading reading;
        reading.end = client()->changed_since(since, sink_into(reading, Onward::go_on));
        return reading;
    }
};

std::vector<Draft> drafts(std::size_t count) {
    std::vector<Draft> result;
    for (std::size_t number = 0; number < count; ++number)
        result.emplace_back(PersonDraft{"Zoë \"" + std::to_string(number) + "\" 🦊",
                                        {std::to_string(number) + "@example.com", "shared@example.com"},
                                        {{"555-01" + std::to_string(number), "mobile"}}});
    return result;
}

}  // namespace

TEST_CASE_METHOD(OverHttp, "everybody is read from the sandbox, page by page") {
    for (int number = 0; number < 1001; ++number)
        sandbox.pipedrive().add_person("Ada " + std::to_string(number), {std::to_string(number) + "@example.com"});
    sandbox.pipedrive().add_person("half a fox {{lone_surrogate}}");
    sandbox.pipedrive().add_person("{{bad_utf8}}", {"n/a"}, {"555-0100"});
    sandbox.pipedrive().remove_person(7);
    const auto reading = listed();
    CHECK(reading.end.failure == std::nullopt);
    std::vector<std::size_t> sizes;
    for (const auto& page : reading.pages) sizes.push_back(page.records.size());
    CHECK(sizes == std::vector<std::size_t>{500, 500, 2});
    std::set<std::string> ids;
    for (const auto& record : reading.records) ids.insert(record.ref.id);
    CHECK(ids.size() == 1002);
    CHECK(ids.count("7") == 0);
    CHECK(reading.end.began.has_value());
    CHECK(reading.end.usage.tokens == sandbox.pipedrive().counters().tokens);
    CHECK(reading.end.usage.quota.has_value());
}

TEST_CASE_METHOD(OverHttp, "what is created in the sandbox is what was drafted, and is read back") {
    const auto platform = client();
    const auto wanted = drafts(15);
    std::vector<std::string> ids(wanted.size());
    const CreateHooks hooks = {[](std::span<const std::size_t>) -> Result<bool> { return true; },
                               [&](std::size_t draft, const CreateResult& result) -> Result<void> {
                                   CHECK(result.kind == CreateResult::Kind::created);
                                   if (result.record) ids[draft] = result.record->ref.id;
                                   return {};
                               }};
    const auto end = platform->create(wanted, CreatePace::normal, hooks);
    CHECK(end.failure == std::nullopt);
    CHECK(end.usage.tokens == 75);
    CHECK(sandbox.pipedrive().persons().size() == 15);

    sandbox.pipedrive().remove_person(std::stoll(ids[3]));
    const auto found = platform->by_ids(ids);
    REQUIRE(found.lookups.size() == wanted.size());
    for (std::size_t index = 0; index < wanted.size(); ++index) {
        const auto& lookup = found.lookups[index];
        const auto& draft = std::get<PersonDraft>(wanted[index]);
        CHECK(lookup.state == (index == 3 ? Lookup::State::gone : Lookup::State::alive));
        if (index == 3) continue;
        CHECK(lookup.record->name == draft.name);
        CHECK(lookup.record->emails == draft.emails);
        CHECK(lookup.record->phones == draft.phones);
    }
    CHECK(found.usage.tokens == 11);
}

TEST_CASE_METHOD(OverHttp, "what a create gives back is what a list shows later, field by field") {
    const auto empty_emails =
        GENERATE(sandbox::EmptyEmails::empty_list, sandbox::EmptyEmails::blank_entry, sandbox::EmptyEmails::null);
    sandbox.pipedrive().configure([&](sandbox::PipedriveOptions& options) {
        options.empty_emails = empty_emails;
        options.created_status = empty_emails == sandbox::EmptyEmails::null ? 201 : 200;
    });
    const std::vector<Draft> wanted = {
        PersonDraft{"  Mary Ann \t Lee ", {"B@example.com ", "a@example.com"}, {{"1", ""}, {"2", "mobile"}}},
        PersonDraft{"Zoë 🦊", {}, {{" 555-0100\u00a0", "Büro"}}}, PersonDraft{"no address at all", {"n/a"}, {}},
        PersonDraft{"nothing", {}, {}}};
    std::vector<Record> created(wanted.size());
    const CreateHooks hooks = {[](std::span<const std::size_t>) -> Result<bool> { return true; },
                               [&](std::size_t draft, const CreateResult& result) -> Result<void> {
                                   if (result.record) created[draft] = *result.record;
                                   return {};
                               }};
    CHECK(client()->create(wanted, CreatePace::one_by_one, hooks).failure == std::nullopt);
    CHECK(listed().records == created);
    CHECK(changed_since(Time(Millis(0))).records == created);
}

TEST_CASE_METHOD(OverHttp, "the sandbox's refusals are the draft's or the token's") {
    const std::vector<Draft> unwelcome = {PersonDraft{std::string(256, 'x'), {}, {}}, PersonDraft{" ", {}, {}}};
    std::vector<CreateResult::Kind> kinds;
    const CreateHooks hooks = {[](std::span<const std::size_t>) -> Result<bool> { return true; },
                               [&](std::size_t, const CreateResult& result) -> Result<void> {
                                   kinds.push_back(result.kind);
                                   return {};
                               }};
    CHECK(client()->create(unwelcome, CreatePace::one_by_one, hooks).failure == std::nullopt);
    CHECK(kinds == std::vector(2, CreateResult::Kind::refused));
    const auto strange = pipedrive::make_client(http("another-token"), make_sleeper(interrupt));
    const auto end = strange->who_am_i();
    CHECK(end.failure->kind == FailureKind::unauthorized);
    CHECK(end.failure->message.find("another-token") == std::string::npos);
}

TEST_CASE_METHOD(OverHttp, "the company and organizations are read from the sandbox") {
    const auto platform = client();
    const auto end = platform->who_am_i();
    CHECK(end.failure == std::nullopt);
    CHECK(end.id == "54235233");
    CHECK(end.view == View::whole);
    CHECK(end.usage.tokens == sandbox.pipedrive().counters().tokens);

    const auto id = std::to_string(sandbox.pipedrive().add_organization("Acme Oy"));
    const auto names = platform->organization_names(std::vector<std::string>{id, "999"});
    CHECK(names.failure == std::nullopt);
    CHECK(names.names == std::vector<std::pair<std::string, std::string>>{{id, "Acme Oy"}});
}

TEST_CASE_METHOD(OverHttp, "a user who is no admin has a partial view, and sees a part") {
    sandbox.pipedrive().add_person("Shown");
    sandbox.pipedrive().edit_person(sandbox.pipedrive().add_person("Hidden"),
                                    [](sandbox::Person& person) { person.visible = false; });
    sandbox.pipedrive().configure([](sandbox::PipedriveOptions& options) { options.admin = sandbox::Switch::off; });
    CHECK(client()->who_am_i().view == View::partial);
    CHECK(names_of(listed().records) == Names{"Shown"});
    CHECK(names_of(changed_since(Time(Millis(0))).records) == Names{"Shown"});
}

TEST_CASE_METHOD(OverHttp, "changes begin with the whole second that is asked for") {
    sandbox.clock().freeze();
    sandbox.clock().set(1'795'417'199'999);
    sandbox.pipedrive().add_person("A second earlier");
    sandbox.clock().set(1'795'417'200'000);
    sandbox.pipedrive().add_person("At its beginning");
    sandbox.clock().set(1'795'417'200'999);
    sandbox.pipedrive().add_person("At its end");
    const auto changes = changed_since(Time(Millis(1'795'417'200'500)));
    CHECK(changes.end.complete);
    CHECK(names_of(changes.records) == Names{"At its beginning", "At its end"});
    CHECK(changes.end.began == Time(Millis(1'795'417'200'000)));
    sandbox.clock().advance(1);
    sandbox.pipedrive().edit_person(1, [](sandbox::Person& person) { person.name = "A second later"; });
    CHECK(names_of(changed_since(Time(Millis(1'795'417'201'000))).records) == Names{"A second later"});
}

TEST_CASE_METHOD(OverHttp, "more changes than fit on a page are read, those of deleted persons left out") {
    sandbox.clock().freeze();
    const auto deleted = GENERATE(sandbox::DeletedPersons::readable_by_id, sandbox::DeletedPersons::listed);
    sandbox.pipedrive().configure([&](sandbox::PipedriveOptions& options) { options.deleted_persons = deleted; });
    add_persons(700);
    sandbox.clock().advance(2'000);
    const auto since = Time(Millis(sandbox.clock().now_ms()));
    add_persons(501);
    sandbox.pipedrive().edit_person(7, [](sandbox::Person& person) { person.name = "Changed"; });
    sandbox.pipedrive().remove_person(8);
    const auto changes = changed_since(since);
    CHECK(changes.end.complete);
    CHECK(changes.pages.size() == 2);
    CHECK(changes.records.size() == 502);
    CHECK(changes.records.front().name == "Changed");
    CHECK(changes.end.usage.tokens == 20);
}

TEST_CASE_METHOD(OverHttp, "a listing that was cut off goes on at its place") {
    add_persons(1001);
    const auto first = listed("", Onward::stop);
    REQUIRE(first.pages.size() == 1);
    CHECK(first.end.stop == ReadStop::by_sink);
    CHECK(first.pages[0].spent.tokens == 10);
    CHECK(first.pages[0].spent.quota.has_value());
    sandbox.pipedrive().remove_person(501);  // the one that the cursor names
    sandbox.pipedrive().add_person("Newcomer");
    const auto rest = listed(first.pages[0].next);
    CHECK(rest.end.complete);
    CHECK(rest.end.usage.tokens == 20);
    REQUIRE(rest.records.size() == 501);
    CHECK(rest.records.front().ref.id == "502");
    CHECK(rest.records.back().name == "Newcomer");
    CHECK(rest.pages.back().next.empty());
}

TEST_CASE_METHOD(OverHttp, "a place that has expired is refused, the beginning is not") {
    add_persons(501);
    const auto place = listed("", Onward::stop).pages.at(0).next;
    sandbox.pipedrive().configure(
        [](sandbox::PipedriveOptions& options) { options.cursors_expire = sandbox::Switch::on; });
    const auto expired = listed(place);
    CHECK(expired.end.stop == ReadStop::place_refused);
    CHECK(expired.end.failure == std::nullopt);
    CHECK(expired.pages.empty());
    CHECK(listed("no cursor at all").end.stop == ReadStop::place_refused);
    const auto anew = listed();
    CHECK(anew.end.failure->kind == FailureKind::refused);
    CHECK(anew.records.size() == 500);
}

TEST_CASE_METHOD(OverHttp, "the sandbox's daily limit ends reading, a cursor that stands still too") {
    add_persons(1001);
    sandbox.pipedrive().configure(
        [](sandbox::PipedriveOptions& options) { options.repeat_cursor = sandbox::Switch::on; });
    CHECK(listed().end.failure->kind == FailureKind::damaged);
    sandbox.pipedrive().configure([](sandbox::PipedriveOptions& options) {
        options.limits.mode = sandbox::LimitMode::enforced;
        options.limits.daily_tokens = 10;
    });
    CHECK(listed().end.failure->kind == FailureKind::daily_quota);
}
