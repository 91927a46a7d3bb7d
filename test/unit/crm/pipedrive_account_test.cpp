#include "pipedrive_fixture.h"

using namespace pdhs;
using pipedrive::CurrentUser;
using support::answer;

namespace {

using Ids = std::vector<std::string>;
using Names = std::vector<std::pair<std::string, std::string>>;

/// The answer to users/me with this beside the id.
pdhs::HttpResponse user_with(const std::string& more) {
    return answer(200, one_json(R"({"id":1,"company_id":54235233,"company_domain":"pipedrive-12g53f")" + more + "}"));
}

struct AccountFixture : PipedriveFixture {
    pipedrive::CurrentUserEnd get_current_user() {
        support::FakeHttp http(server);
        support::FakeSleeper sleeper(naps);
        return pipedrive::get_current_user(http, sleeper);
    }
};

}  // namespace

TEST_CASE_METHOD(AccountFixture, "the current user is read") {
    server.then(user_with(R"(,"access":[{"app":"sales","admin":true,"permission_set_id":"62cc4d7f"}],)"
                          R"("timezone_offset":"+03:00","active_flag":true)"));
    const auto end = get_current_user();
    CHECK(end.user == CurrentUser{"1", "54235233", "pipedrive-12g53f", true, std::chrono::minutes(180)});
    CHECK(end.failure == std::nullopt);
    CHECK(end.usage == Usage{1, 2});
    CHECK(targets() == Ids{"/v1/users/me"});
}

TEST_CASE_METHOD(AccountFixture, "only an admin of sales or of everything is an admin") {
    const auto admin = [this](const std::string& access) {
        server.then(user_with(",\"access\":" + access));
        return get_current_user().user->admin;
    };
    CHECK(admin(R"([{"app":"projects","admin":true},{"app":"global","admin":true}])"));
    CHECK_FALSE(admin(R"([{"app":"projects","admin":true},{"app":"sales","admin":false}])"));
    CHECK_FALSE(admin("[]"));
    CHECK_FALSE(admin("null"));
}

TEST_CASE_METHOD(AccountFixture, "offsets west of Greenwich are negative, strange ones unknown") {
    const auto offset = [this](const std::string& text) {
        server.then(user_with(",\"timezone_offset\":\"" + text + "\""));
        return get_current_user().user->utc_offset;
    };
    CHECK(offset("-05:30") == std::chrono::minutes(-330));
    CHECK(offset("+00:00") == std::chrono::minutes(0));
    CHECK(offset("") == std::nullopt);
    CHECK(offset("Europe/Berlin") == std::nullopt);
}

TEST_CASE_METHOD(AccountFixture, "without a user there is a failure") {
    server.otherwise = [](const HttpRequest&) { return answer(200, one_json("null")); };
    CHECK(get_current_user().failure->kind == FailureKind::damaged);
    server.then(recorded("pd_401_invalid_token.json"));
    const auto end = get_current_user();
    CHECK(end.user == std::nullopt);
    CHECK(end.failure->kind == FailureKind::unauthorized);
    CHECK(end.usage == Usage{1, 2});
}

TEST_CASE_METHOD(PipedriveFixture, "names of organizations are read a hundred at once, each id once") {
    server.then(answer(200, page_json({R"({"id":10,"name":" Acme Oy "})", R"({"id":"20","name":null})"})));
    server.then(answer(200, page_json({R"({"id":99,"name":"Last"})"})));
    Ids ids = {"10", "20", "10", "x"};
    for (int number = 1000; number < 1099; ++number) ids.push_back(std::to_string(number));
    const auto end = client->organization_names(ids);
    CHECK(end.names == Names{{"10", "Acme Oy"}, {"99", "Last"}});
    CHECK(end.failure == std::nullopt);
    CHECK(end.usage == Usage{2, 20});
    CHECK_THAT(target(0), contains("/api/v2/organizations?ids=10,") && contains("&limit=100"));
}

TEST_CASE_METHOD(PipedriveFixture, "without organizations nothing is asked") {
    CHECK(client->organization_names({}).usage == Usage{});
}

TEST_CASE_METHOD(PipedriveFixture, "names that came before a failure are kept") {
    server.then(answer(200, page_json({R"({"id":10,"name":"Acme Oy"})"})));
    server.then(answer(403, R"({"success":false,"error":"You do not have permissions to do this."})"));
    Ids ids;
    for (int number = 0; number < 150; ++number) ids.push_back(std::to_string(number));
    const auto end = client->organization_names(ids);
    CHECK(end.names == Names{{"10", "Acme Oy"}});
    CHECK(end.failure->kind == FailureKind::scope);
}
