#include <algorithm>
#include <set>

#include "pdhs/crm/pipedrive/client.h"
#include "pdhs/http/curl_client.h"
#include "sandbox/sandbox.h"
#include "support/catch.h"

using namespace pdhs;

namespace {

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
    std::vector<std::size_t> pages;
    std::set<std::string> ids;
    const auto end = client()->list_all([&](const Page& page) -> Result<void> {
        pages.push_back(page.records.size());
        for (const auto& record : page.records) ids.insert(record.ref.id);
        return {};
    });
    CHECK(end.failure == std::nullopt);
    CHECK(pages == std::vector<std::size_t>{500, 500, 2});
    CHECK(ids.size() == 1002);
    CHECK(ids.count("7") == 0);
    CHECK(end.began.has_value());
    CHECK(end.usage.tokens == sandbox.pipedrive().counters().tokens);
    CHECK(end.usage.quota.has_value());
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
    const auto strange = http("another-token");
    const auto sleeper = make_sleeper(interrupt);
    const auto end = pipedrive::get_current_user(*strange, *sleeper);
    CHECK(end.failure->kind == FailureKind::unauthorized);
    CHECK(end.failure->message.find("another-token") == std::string::npos);
}

TEST_CASE_METHOD(OverHttp, "the current user and organizations are read from the sandbox") {
    const auto transport = http(token());
    const auto sleeper = make_sleeper(interrupt);
    const auto user = pipedrive::get_current_user(*transport, *sleeper).user;
    REQUIRE(user.has_value());
    CHECK(user->admin);
    CHECK(user->company_id == "54235233");
    sandbox.pipedrive().configure([](sandbox::PipedriveOptions& options) { options.admin = sandbox::Switch::off; });
    CHECK_FALSE(pipedrive::get_current_user(*transport, *sleeper).user->admin);

    const auto id = std::to_string(sandbox.pipedrive().add_organization("Acme Oy"));
    const auto names = client()->organization_names(std::vector<std::string>{id, "999"});
    CHECK(names.failure == std::nullopt);
    CHECK(names.names == std::vector<std::pair<std::string, std::string>>{{id, "Acme Oy"}});
}

TEST_CASE_METHOD(OverHttp, "the sandbox's daily limit ends reading, a cursor that stands still too") {
    const auto end_of_list = [this] { return client()->list_all([](const Page&) -> Result<void> { return {}; }); };
    for (int number = 0; number < 1001; ++number) sandbox.pipedrive().add_person("Ada");
    sandbox.pipedrive().configure(
        [](sandbox::PipedriveOptions& options) { options.repeat_cursor = sandbox::Switch::on; });
    CHECK(end_of_list().failure->kind == FailureKind::damaged);
    sandbox.pipedrive().configure([](sandbox::PipedriveOptions& options) {
        options.limits.mode = sandbox::LimitMode::enforced;
        options.limits.daily_tokens = 10;
    });
    CHECK(end_of_list().failure->kind == FailureKind::daily_quota);
}
