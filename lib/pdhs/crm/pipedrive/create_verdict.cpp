#include "pdhs/crm/pipedrive/create_verdict.h"

#include "pdhs/crm/pipedrive/failures.h"
#include "pdhs/crm/pipedrive/json_person.h"

namespace pdhs::pipedrive {

namespace {

using Kind = CreateResult::Kind;
using Next = CreateVerdict::Next;

CreateVerdict verdict(Kind kind, Next next, Failure failure) {
    return {{.kind = kind, .failure = std::move(failure)}, next};
}

/// What the answer leaves out is as it was sent.
Record completed(Record record, const PersonDraft& draft) {
    if (record.name.empty()) record.name = draft.name;
    if (record.emails.empty()) record.emails = draft.emails;
    if (record.phones.empty()) record.phones = draft.phones;
    return record;
}

CreateVerdict judge_success(const HttpResponse& response, const PersonDraft& draft) {
    const auto answer = decode_person(response.body);
    if (const auto* failure = failure_in(answer)) return verdict(Kind::unknown, Next::go_on, *failure);
    const auto& row = std::get<PersonRow>(answer);
    const auto* echoed = std::get_if<Record>(&row.content);
    auto record = echoed ? *echoed : Record();
    record.ref = {Crm::pipedrive, row.id};
    return {{.kind = Kind::created, .record = completed(std::move(record), draft)}, Next::go_on};
}

CreateVerdict judge_refusal(Failure failure) {
    switch (failure.kind) {
        case FailureKind::rate_limited:
        case FailureKind::locked:
            return verdict(Kind::not_sent, Next::repeat, std::move(failure));
        case FailureKind::refused:
        case FailureKind::not_found:
            return verdict(Kind::refused, Next::go_on, std::move(failure));
        case FailureKind::server_error:
        case FailureKind::unreachable:
        case FailureKind::damaged:
            return verdict(Kind::unknown, Next::go_on, std::move(failure));
        default:
            return verdict(Kind::not_sent, Next::end_platform, std::move(failure));
    }
}

CreateVerdict judge_silence(const TransportError& error) {
    auto failure = failure_of(error);
    if (failure.surely_without_effect) return verdict(Kind::not_sent, Next::end_platform, std::move(failure));
    const auto next = error.kind == TransportError::Kind::interrupted ? Next::end_platform : Next::go_on;
    return verdict(Kind::unknown, next, std::move(failure));
}

}  // namespace

CreateVerdict judge_create(const HttpOutcome& outcome, const PersonDraft& draft) {
    if (const auto* error = std::get_if<TransportError>(&outcome)) return judge_silence(*error);
    const auto& response = std::get<HttpResponse>(outcome);
    return is_success(response) ? judge_success(response, draft) : judge_refusal(failure_of(response));
}

}  // namespace pdhs::pipedrive
