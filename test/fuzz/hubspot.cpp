// HubSpot's answers: pages, batches, single contacts, the account, errors, and what a create is judged by.
#include <array>

#include "fuzz/answer.h"
#include "fuzz/require.h"
#include "fuzz/sound.h"
#include "pdhs/crm/hubspot/failures.h"
#include "pdhs/crm/hubspot/fate.h"
#include "pdhs/crm/hubspot/json_answer.h"

namespace {

using fuzz::require;
using pdhs::CreateResult;
using pdhs::Crm;
using pdhs::FailureKind;
using namespace pdhs::hubspot;

/// The names of the seeds.
const std::array<TracedDraft, 3> inputs = {{{"t-0", {.first_name = "Ada", .last_name = {}, .email = "ada@x.com"}},
                                            {"t-1", {.first_name = "Bob", .last_name = {}, .email = "BOB@x.com"}},
                                            {"t-2", {.first_name = "Cy", .last_name = "Lee", .phone = "5550100"}}}};

void check_row(const Row& row) {
    fuzz::require_id(row.id);
    require(row.record.has_value() == row.reason.empty(), "a row has a record, or a reason why not");
    fuzz::require_printable(row.reason, "a reason can be shown");
    if (!row.record) return;
    require(row.record->ref.id == row.id, "a row and its record have one id");
    fuzz::require_sound(*row.record, Crm::hubspot);
}

void check_pages(std::string_view body) {
    const auto found = decode_found_page(body);
    const auto listed = decode_page(body);
    const auto batch = decode_batch(body);
    if (listed) require(found && found->rows == listed->rows, "a page has the same rows, however it was asked for");
    if (found) require(batch && batch->rows == found->rows, "a batch has the same rows as a page");
    if (listed && listed->after) require(!listed->after->empty(), "a next page has a place");
    if (!batch) return;
    for (const auto& row : batch->rows) check_row(row);
    for (const auto& error : batch->errors) {
        const auto failure = failure_of(error);
        fuzz::require_sound(failure);
        require((failure.kind == FailureKind::exists) == says_exists(error), "exists, or refused");
    }
}

void check_single(std::string_view body) {
    if (const auto row = decode_contact(body)) check_row(*row);
    const auto portal = decode_portal(body);
    if (!portal) return;
    fuzz::require_id(portal->id);
    fuzz::require_printable(portal->about, "an account's name can be shown");
}

void check_fate(const Fate& fate) {
    using Kind = CreateResult::Kind;
    const auto kind = fate.result.kind;
    require(kind != Kind::not_sent, "what was answered was sent");
    require((kind == Kind::created) == fate.result.record.has_value(), "a created contact has a record, no other has");
    require((kind != Kind::created) == fate.result.failure.has_value(), "what was not created has a reason");
    if (fate.result.record) fuzz::require_sound(*fate.result.record, Crm::hubspot);
    if (fate.result.failure) fuzz::require_sound(*fate.result.failure);
    require(!fate.existing_id || kind == Kind::exists, "only who exists has an existing id");
}

void check_fates(const pdhs::HttpResponse& response) {
    const auto fates = fates_of_batch(inputs, response.body);
    require(fates.size() == inputs.size(), "each input has one fate");
    for (const auto& fate : fates) check_fate(fate);
    const auto single = fate_of_single(inputs[0].draft, response.body);
    check_fate(single);
    require(single.result.kind == CreateResult::Kind::created || single.result.kind == CreateResult::Kind::unknown,
            "a success that cannot be understood may have created");
}

void check_failure(const pdhs::HttpResponse& response) {
    const auto failure = failure_of(response);
    fuzz::require_sound(failure);
    require(response.status < 500 || !failure.surely_without_effect, "after a 5xx nobody knows");
    require(response.status >= 400 || !failure.surely_without_effect,
            "a status without meaning may have had an effect");
    require(failure.kind != FailureKind::exists || response.status / 100 == 4, "only a 4xx says that somebody exists");
    if (failure.kind == FailureKind::exists || failure.kind == FailureKind::refused)
        check_fate(fate_of_refusal(failure, response.body));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    const auto response = fuzz::answer_of(fuzz::text_of(data, size));
    check_pages(response.body);
    check_single(response.body);
    check_fates(response);
    check_failure(response);
    return 0;
}
