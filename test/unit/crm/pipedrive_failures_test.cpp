#include "pdhs/crm/pipedrive/failures.h"

#include "pipedrive_fixture.h"

using namespace pdhs;
using namespace pdhs::pipedrive;

namespace {

enum class Effect { surely_none, unknown };

struct FailureCase {
    int status;
    std::string body;
    FailureKind kind;
    std::string code;
    Effect effect;
};

const std::string html = "<html><body>This error is produced by Cloudflare</body></html>";

const std::vector<FailureCase> cases = {
    {400, R"({"success":false,"error":"Validation failed: emails","code":"ERR_SCHEMA_VALIDATION_FAILED"})",
     FailureKind::refused, "ERR_SCHEMA_VALIDATION_FAILED", Effect::surely_none},
    {400, R"({"success":false,"error":"Name must be given.","error_info":"Por favor","data":null})",
     FailureKind::refused, "", Effect::surely_none},
    {400, html, FailureKind::refused, "", Effect::surely_none},
    {402, R"({"success":false,"error":"company not open"})", FailureKind::payment, "", Effect::surely_none},
    {403, R"({"success":false,"error":"You do not have permissions to do this."})", FailureKind::scope, "",
     Effect::surely_none},
    {403, R"({"success":false,"error":"Persons limit reached.","code":"feature_capping_persons_limit"})",
     FailureKind::entity_cap, "feature_capping_persons_limit", Effect::surely_none},
    {403, html, FailureKind::blocked, "", Effect::surely_none},
    {403, "", FailureKind::blocked, "", Effect::surely_none},
    {404, R"({"success":false,"error":"Entity was not found"})", FailureKind::not_found, "", Effect::surely_none},
    {410, R"({"success":false,"error":"The field is not found"})", FailureKind::not_found, "", Effect::surely_none},
    {408, "", FailureKind::unreachable, "", Effect::unknown},
    {415, "{}", FailureKind::refused, "", Effect::surely_none},
    {423, "{}", FailureKind::locked, "", Effect::surely_none},
    {429, R"({"success":false,"error":"daily request budget exceeded","errorCode":429})", FailureKind::daily_quota,
     "429", Effect::surely_none},
    {429, R"({"success":false,"error":"request over limit","errorCode":429})", FailureKind::rate_limited, "429",
     Effect::surely_none},
    {302, "", FailureKind::damaged, "", Effect::unknown},
    {503, html, FailureKind::server_error, "", Effect::unknown},
    {524, "", FailureKind::server_error, "", Effect::unknown},
};

Failure failure(int status, const std::string& body, std::map<std::string, std::string> headers = {}) {
    return failure_of(support::answer(status, body, std::move(headers)));
}

}  // namespace

TEST_CASE("each status has its kind, code and effect") {
    for (const auto& expected : cases) {
        CAPTURE(expected.status, expected.body);
        const auto actual = failure(expected.status, expected.body);
        CHECK(actual.kind == expected.kind);
        CHECK(actual.code == expected.code);
        CHECK(actual.surely_without_effect == (expected.effect == Effect::surely_none));
        CHECK_THAT(actual.message, contains(std::to_string(expected.status)));
    }
}

TEST_CASE("recorded errors are classified") {
    const auto refused_token = failure_of(recorded("pd_401_invalid_token.json"));
    CHECK(refused_token.kind == FailureKind::unauthorized);
    CHECK(refused_token.code == "401");
    CHECK(refused_token.message ==
          "Pipedrive does not accept the token (HTTP 401: unauthorized access): set PIPEDRIVE_TOKEN to the one shown "
          "at Pipedrive: Settings > Personal preferences > API");
    const auto unknown = failure_of(recorded("pd_500_unknown_v2.json"));
    CHECK(unknown.kind == FailureKind::server_error);
    CHECK(unknown.code == "ERR_UNKNOWN");
    CHECK(unknown.message == "Pipedrive failed (HTTP 500: Internal Server Error)");
}

TEST_CASE("a failure that a person has to mend says where") {
    for (const int status : {401, 402, 403}) {
        const auto message = failure(status, R"({"success":false,"error":"So sagt es der Server"})").message;
        CHECK_THAT(message, contains("So sagt es der Server"));
        CHECK_THAT(message, contains("PIPEDRIVE_TOKEN"));
        CHECK_THAT(message, contains("Settings > Personal preferences > API"));
    }
}

TEST_CASE("Pipedrive's words are found in every form of error body") {
    for (const auto* body : {R"({"error":"the cause"})", R"({"error":{"message":"the cause"}})",
                             R"({"error":null,"message":"the cause"})", R"({"errors":["the cause"]})"})
        CHECK_THAT(failure(400, body).message, contains("HTTP 400: the cause"));
    for (const auto* body : {R"({"error":null})", R"({"errors":{"url":[]}})", "null", html.c_str()})
        CHECK(failure(400, body).message == "Pipedrive refused this (HTTP 400)");
}

TEST_CASE("a quotation is short, printable and whole UTF-8") {
    const auto lengthy = failure(400, R"({"error":")" + std::string(299, 'x') + "äääää" + R"("})").message;
    CHECK_THAT(lengthy, contains(std::string(299, 'x') + "…"));
    CHECK(lengthy.size() < 350);
    CHECK_THAT(failure(400, R"({"error":"a\u001b[31mb"})").message, contains("a\xEF\xBF\xBD[31mb"));
    CHECK_THAT(failure(400, R"({"error":"a\ud83d"})").message, contains("a\xEF\xBF\xBD"));
    CHECK(failure(400, R"({"error":"x","code":")" + std::string(5000, 'C') + R"("})").code.size() < 320);
}

TEST_CASE("the time that Pipedrive asks for is kept") {
    CHECK(failure(429, "", {{"retry-after", "3939"}}).retry_after == Millis(3'939'000));
    CHECK(failure(429, "", {{"x-ratelimit-remaining", "0"}, {"x-ratelimit-reset", "1"}}).retry_after == Millis(1000));
    CHECK(failure(503, "", {{"retry-after", "7"}}).retry_after == Millis(7000));
    CHECK(failure(423, "{}").retry_after == Millis(2000));
    CHECK(failure(500, "").retry_after == std::nullopt);
}

TEST_CASE("a request without an answer is classified by whether it may have been sent") {
    using Fault = TransportError::Kind;
    const auto of = [](Fault fault) { return failure_of(support::no_answer(fault, "cannot reach the host")); };
    CHECK(of(Fault::not_sent) == Failure{FailureKind::unreachable, "cannot reach the host", "", std::nullopt, true});
    CHECK(of(Fault::tls) == Failure{FailureKind::tls, "cannot reach the host", "", std::nullopt, true});
    CHECK(of(Fault::lost) == Failure{FailureKind::unreachable, "cannot reach the host", "", std::nullopt, false});
    CHECK(of(Fault::too_large) == Failure{FailureKind::damaged, "cannot reach the host", "", std::nullopt, false});
    CHECK(of(Fault::interrupted) ==
          Failure{FailureKind::interrupted, "cannot reach the host", "", std::nullopt, false});
}

TEST_CASE("success: false is damaged and quoted") {
    const auto answer = open_envelope(R"({"success":false,"error":"no way","code":"ERR_X"})");
    CHECK(std::get<Failure>(answer) ==
          Failure{FailureKind::damaged, "Pipedrive sent success: false (no way)", "ERR_X", std::nullopt, false});
}
