#include "pipedrive_fixture.h"

using namespace pdhs;
using support::answer;

namespace {

using Ids = std::vector<std::string>;
using Names = std::vector<std::pair<std::string, std::string>>;

/// The example in Pipedrive's own specification.
const std::string specified_user =
    R"({"success":true,"data":{"id":1,"name":"Me","default_currency":"EUR","locale":"et_EE","lang":1,)"
    R"("email":"me@pipedrive.com","activated":true,"last_login":"2019-11-21 08:45:56","access":[)"
    R"({"app":"sales","admin":true,"permission_set_id":"62cc4d7f-4038-4352-abf3-a8c1c822b631"},)"
    R"({"app":"global","admin":true,"permission_set_id":"62cc4d7f-4038-4352-abf3-a8c1c822b631"}],)"
    R"("active_flag":true,"timezone_name":"Europe/Berlin","timezone_offset":"+03:00","role_id":1,"is_you":true,)"
    R"("is_deleted":false,"company_id":54235233,"company_name":"Pipedrive","company_domain":"pipedrive-12g53f",)"
    R"("company_country":"EE","language":{"language_code":"en","country_code":"US"}}})";

/// The answer to users/me with this beside the user's own id.
pdhs::HttpResponse user_with(const std::string& more) {
    return answer(200, one_json(R"({"id":1,"name":"Me","company_domain":"pipedrive-12g53f")" + more + "}"));
}

}  // namespace

TEST_CASE_METHOD(PipedriveFixture, "the company of an admin is seen whole") {
    server.then(answer(200, specified_user));
    const auto end = client->who_am_i();
    CHECK(end.id == "54235233");
    CHECK(end.about == "Pipedrive, user Me");
    CHECK(end.view == View::whole);
    CHECK(end.failure == std::nullopt);
    CHECK(end.usage == Usage{1, 2});
    CHECK(targets() == Ids{"/v1/users/me"});
}

TEST_CASE_METHOD(PipedriveFixture, "only an admin of sales or of everything sees the whole company") {
    const auto view = [this](const std::string& access) {
        server.then(user_with(R"(,"company_id":7,"access":)" + access));
        return client->who_am_i().view;
    };
    CHECK(view(R"([{"app":"projects","admin":true},{"app":"global","admin":true}])") == View::whole);
    CHECK(view(R"([{"app":"sales","admin":true}])") == View::whole);
    CHECK(view(R"([{"app":"projects","admin":true},{"app":"sales","admin":false}])") == View::partial);
    CHECK(view(R"([{"app":"global","admin":"true"},null,7])") == View::partial);
    CHECK(view("[]") == View::partial);
}

TEST_CASE_METHOD(PipedriveFixture, "what the answer leaves out is not told") {
    server.then(user_with(R"(,"company_id":"7")"));
    server.then(user_with(R"(,"company_id":7,"access":null)"));
    server.then(user_with(R"(,"company_id":null,"access":[{"app":"global","admin":true}])"));
    for (int number = 0; number < 2; ++number) {
        const auto end = client->who_am_i();
        CHECK(end.id == "7");
        CHECK(end.view == View::untold);
    }
    const auto end = client->who_am_i();
    CHECK(end.id.empty());
    CHECK(end.view == View::whole);
    CHECK(end.failure == std::nullopt);
}

TEST_CASE_METHOD(PipedriveFixture, "an answer that is only about the question leaves the company untold") {
    const auto refusal = GENERATE(answer(403, R"({"success":false,"error":"You do not have permissions to do this."})"),
                                  answer(403, R"({"success":false,"error":"No.","code":"feature_capping_x"})"),
                                  answer(404, R"({"success":false,"error":"Unknown method ."})"), answer(404, "<html>"),
                                  answer(405, "{}"), answer(410, "{}"), answer(200, one_json("null")),
                                  answer(200, "null"), answer(200, "<html>"), answer(200, R"({"success":false})"));
    server.otherwise = [&](const HttpRequest&) { return refusal; };
    const auto end = client->who_am_i();
    CAPTURE(refusal.status, refusal.body);
    CHECK(end.id.empty());
    CHECK_FALSE(end.why_untold.empty());
    CHECK(end.view == View::untold);
    CHECK(end.failure == std::nullopt);
    CHECK(end.usage.tokens == static_cast<long long>(2 * server.requests.size()));
}

TEST_CASE_METHOD(PipedriveFixture, "what other requests would meet as well is a failure") {
    const std::vector<std::pair<HttpOutcome, FailureKind>> cases = {
        {recorded("pd_401_invalid_token.json"), FailureKind::unauthorized},
        {answer(402, "{}"), FailureKind::payment},
        {answer(403, "<html>"), FailureKind::blocked},
        {answer(429, R"({"error":"daily request budget exceeded"})"), FailureKind::daily_quota},
        {answer(429, R"({"error":"request over limit"})"), FailureKind::rate_limited},
        {answer(503, "<html>"), FailureKind::server_error},
        {support::no_answer(TransportError::Kind::lost), FailureKind::unreachable},
        {support::no_answer(TransportError::Kind::tls), FailureKind::tls},
        {support::no_answer(TransportError::Kind::interrupted), FailureKind::interrupted}};
    for (const auto& [outcome, kind] : cases) {
        server.otherwise = [&](const HttpRequest&) { return outcome; };
        const auto end = client->who_am_i();
        REQUIRE(end.failure.has_value());
        CHECK(end.failure->kind == kind);
        CHECK(end.id.empty());
        CHECK(end.view == View::untold);
    }
}

TEST_CASE_METHOD(PipedriveFixture, "the company is asked for again while that may help") {
    server.then(answer(500, ""));
    server.then(user_with(R"(,"company_id":7)"));
    const auto end = client->who_am_i();
    CHECK(end.id == "7");
    CHECK(end.usage == Usage{2, 4});
    CHECK(naps.size() == 1);
}

TEST_CASE_METHOD(PipedriveFixture, "whether a token may create is not asked: only a create would tell") {
    const auto end = client->may_create();
    CHECK(end.permission == Permission::untold);
    CHECK(end.usage == Usage{});
    CHECK(server.requests.empty());
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
