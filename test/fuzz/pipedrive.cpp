// Pipedrive's answers: pages, single persons, organizations, the account, errors, and what a create is judged by.
#include "fuzz/answer.h"
#include "fuzz/require.h"
#include "fuzz/sound.h"
#include "pdhs/crm/pipedrive/create_verdict.h"
#include "pdhs/crm/pipedrive/failures.h"
#include "pdhs/crm/pipedrive/json_account.h"
#include "pdhs/crm/pipedrive/json_organization.h"
#include "pdhs/crm/pipedrive/json_person.h"

namespace {

using fuzz::require;
using pdhs::CreateResult;
using pdhs::Crm;
using pdhs::FailureKind;
using namespace pdhs::pipedrive;

const pdhs::PersonDraft draft = {
    .name = "Ada Quince", .emails = {"ada@x.com", "ada@y.com"}, .phones = {{.value = "555-0100", .label = "work"}}};

/// A 2xx answer that could not be used.
template <class T>
void check_damage(const Answer<T>& answer) {
    const auto* failure = failure_in(answer);
    if (failure == nullptr) return;
    fuzz::require_sound(*failure);
    require(failure->kind == FailureKind::damaged, "a success that cannot be understood is damaged");
    require(!failure->surely_without_effect, "a damaged success may have had an effect");
}

void check_row(const PersonRow& row) {
    fuzz::require_id(row.id);
    if (const auto* unusable = std::get_if<Unusable>(&row.content)) require(!unusable->reason.empty(), "says why");
    const auto* record = std::get_if<pdhs::Record>(&row.content);
    if (record == nullptr) return;
    require(record->ref.id == row.id, "a row and its record have one id");
    fuzz::require_sound(*record, Crm::pipedrive);
}

void check_persons(std::string_view body) {
    const auto page = decode_persons_page(body);
    check_damage(page);
    if (!failure_in(page))
        for (const auto& row : std::get<PersonsPage>(page).rows) check_row(row);
    const auto person = decode_person(body);
    check_damage(person);
    if (!failure_in(person)) check_row(std::get<PersonRow>(person));
    require(failure_in(page) || failure_in(person), "a page is no person");
}

void check_others(std::string_view body) {
    const auto organizations = decode_organizations(body);
    check_damage(organizations);
    if (!failure_in(organizations))
        for (const auto& organization : std::get<std::vector<Organization>>(organizations)) {
            fuzz::require_id(organization.id);
            require(!organization.name.empty(), "an organization without a name is left out");
        }
    const auto account = decode_account(body);
    check_damage(account);
    if (failure_in(account)) return;
    const auto& known = std::get<Account>(account);
    if (!known.company_id.empty()) fuzz::require_id(known.company_id);
    fuzz::require_printable(known.about, "an account's names can be shown");
}

void check_failure(const pdhs::HttpResponse& response) {
    const auto failure = failure_of(response);
    fuzz::require_sound(failure);
    require(response.status < 500 || !failure.surely_without_effect, "after a 5xx nobody knows");
    require(response.status >= 400 || !failure.surely_without_effect,
            "a status without meaning may have had an effect");
    require(failure.kind != FailureKind::exists, "Pipedrive knows no duplicates");
}

void check_verdict(const pdhs::HttpResponse& response) {
    using Kind = CreateResult::Kind;
    const auto verdict = judge_create(response, draft);
    const auto kind = verdict.result.kind;
    require((kind == Kind::created) == verdict.result.record.has_value(),
            "a created person has a record, no other has");
    require((kind != Kind::created) == verdict.result.failure.has_value(), "what was not created has a reason");
    require(kind == Kind::created || kind == Kind::unknown || !is_success(response),
            "a success that cannot be understood may have created");
    require(kind == Kind::unknown || response.status < 500, "after a 5xx nobody knows");
    require(verdict.next != CreateVerdict::Next::repeat || response.status == 429 || response.status == 423,
            "only what surely had no effect is repeated");
    if (kind != Kind::created) return;
    fuzz::require_sound(*verdict.result.record, Crm::pipedrive);
    require(!verdict.result.record->name.empty() && !verdict.result.record->emails.empty(),
            "what the answer leaves out is as it was sent");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    const auto response = fuzz::answer_of(fuzz::text_of(data, size));
    check_persons(response.body);
    check_others(response.body);
    check_failure(response);
    check_verdict(response);
    return 0;
}
