#pragma once
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "pdhs/crm/hubspot/json_error.h"
#include "pdhs/crm/hubspot/json_request.h"
#include "pdhs/crm/platform.h"

namespace pdhs::hubspot {

/// What an answer says about one draft. Of an existing contact it holds the id at most; the record has to be read.
struct Fate {
    CreateResult result;
    std::optional<std::string> existing_id = {};
};

/// What a 2xx answer to batch/create says about each input, in the inputs' order: matched by trace id, else by e-mail.
/// Whatever is named in neither results nor errors is unknown. A created record has what was sent where the answer
/// leaves it out (a 207 does), as the next read of it will have.
[[nodiscard]] std::vector<Fate> fates_of_batch(std::span<const TracedDraft> inputs, std::string_view body);
/// What a 2xx answer to a single create says, completed in the same way.
[[nodiscard]] Fate fate_of_single(const ContactDraft& draft, std::string_view body);
/// A request about one draft failed so: FailureKind::exists or refused by what HubSpot said.
[[nodiscard]] Fate fate_of_refusal(const Failure& failure, std::string_view body);
/// A request failed so that its drafts may have been created.
[[nodiscard]] Fate unknown_fate(const Failure& failure);

}  // namespace pdhs::hubspot
