#include "pdhs/crm/pipedrive/create_verdict.h"

#include "pipedrive_fixture.h"

using namespace pdhs;
using namespace pdhs::pipedrive;
using support::answer;
using Kind = CreateResult::Kind;
using Next = CreateVerdict::Next;

namespace {

const PersonDraft ada = {"Ada Lovelace", {"ada@example.com"}, {{"5550100", "mobile"}}};

struct AnswerCase {
    HttpOutcome outcome;
    Kind kind;
    Next next;
    FailureKind failure;
};

HttpOutcome none(TransportError::Kind kind) {
    return support::no_answer(kind);
}

const std::vector<AnswerCase> failures = {
    {answer(200, R"({"success":false,"error":"no"})"), Kind::unknown, Next::go_on, FailureKind::damaged},
    {answer(200, "null"), Kind::unknown, Next::go_on, FailureKind::damaged},
    {answer(201, "<html>"), Kind::unknown, Next::go_on, FailureKind::damaged},
    {answer(200, R"({"success":true,"data":{"name":"Ada"}})"), Kind::unknown, Next::go_on, FailureKind::damaged},
    {answer(204, ""), Kind::unknown, Next::go_on, FailureKind::damaged},
    {answer(302, ""), Kind::unknown, Next::go_on, FailureKind::damaged},
    {answer(400, "{}"), Kind::refused, Next::go_on, FailureKind::refused},
    {answer(404, "{}"), Kind::refused, Next::go_on, FailureKind::not_found},
    {answer(408, ""), Kind::unknown, Next::go_on, FailureKind::unreachable},
    {answer(500, "{}"), Kind::unknown, Next::go_on, FailureKind::server_error},
    {answer(524, "<html>"), Kind::unknown, Next::go_on, FailureKind::server_error},
    {none(TransportError::Kind::lost), Kind::unknown, Next::go_on, FailureKind::unreachable},
    {none(TransportError::Kind::too_large), Kind::unknown, Next::go_on, FailureKind::damaged},
    {none(TransportError::Kind::interrupted), Kind::unknown, Next::end_platform, FailureKind::interrupted},
    {none(TransportError::Kind::not_sent), Kind::not_sent, Next::end_platform, FailureKind::unreachable},
    {none(TransportError::Kind::cancelled), Kind::not_sent, Next::end_platform, FailureKind::interrupted},
    {none(TransportError::Kind::tls), Kind::not_sent, Next::end_platform, FailureKind::tls},
    {answer(401, "{}"), Kind::not_sent, Next::end_platform, FailureKind::unauthorized},
    {answer(402, "{}"), Kind::not_sent, Next::end_platform, FailureKind::payment},
    {answer(403, R"({"code":"feature_capping_persons_limit"})"), Kind::not_sent, Next::end_platform,
     FailureKind::entity_cap},
    {answer(403, "{}"), Kind::not_sent, Next::end_platform, FailureKind::scope},
    {answer(403, "<html>"), Kind::not_sent, Next::end_platform, FailureKind::blocked},
    {answer(423, "{}"), Kind::not_sent, Next::repeat, FailureKind::locked},
    {answer(429, "", {{"retry-after", "1"}}), Kind::not_sent, Next::repeat, FailureKind::rate_limited},
    {answer(429, "", {{"retry-after", "60"}}), Kind::not_sent, Next::end_platform, FailureKind::daily_quota},
};

}  // namespace

TEST_CASE("each failed create has its fate") {
    for (const auto& expected : failures) {
        const auto* response = std::get_if<HttpResponse>(&expected.outcome);
        CAPTURE(response ? response->status : 0, response ? response->body : "");
        const auto verdict = judge_create(expected.outcome, ada);
        CHECK(verdict.result.kind == expected.kind);
        CHECK(verdict.next == expected.next);
        CHECK(verdict.result.failure->kind == expected.failure);
        CHECK(verdict.result.failure->surely_without_effect == (expected.kind != Kind::unknown));
        CHECK(verdict.result.record == std::nullopt);
    }
}

TEST_CASE("a created person is read from the answer") {
    for (const int status : {200, 201}) {
        auto response = recorded("pd_get_person_200_v2.json");
        response.status = status;
        const auto verdict = judge_create(response, ada);
        CHECK(verdict.result.kind == Kind::created);
        CHECK(verdict.next == Next::go_on);
        CHECK(verdict.result.failure == std::nullopt);
        CHECK(verdict.result.record->ref == RecordRef{Crm::pipedrive, "10"});
        CHECK(verdict.result.record->name == "John Test");
        CHECK(verdict.result.record->emails == std::vector<std::string>{"john@test.com"});
    }
}

TEST_CASE("what the answer leaves out is as it was sent") {
    Record expected;
    expected.ref = {Crm::pipedrive, "12"};
    expected.name = ada.name;
    expected.emails = ada.emails;
    expected.phones = ada.phones;
    for (const auto* person :
         {R"({"id":12})", R"({"id":"12","name":{},"emails":null})", R"({"id":12,"is_deleted":true})"})
        CHECK(judge_create(answer(200, one_json(person)), ada).result.record == expected);
}
