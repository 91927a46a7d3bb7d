#pragma once
#include "pdhs/core/contact.h"
#include "pdhs/crm/platform.h"
#include "pdhs/http/http_client.h"

namespace pdhs::pipedrive {

/// What became of one create, and how creating goes on.
struct CreateVerdict {
    enum class Next {
        go_on,
        repeat,        ///< it surely had no effect: after a pause once more
        end_platform,  ///< nothing more can be created now, `result.failure` says why
    };
    CreateResult result;
    Next next = Next::go_on;
};

/// Judges the outcome of the request that was to create `draft`. Whatever may have had an effect is `unknown`.
[[nodiscard]] CreateVerdict judge_create(const HttpOutcome& outcome, const PersonDraft& draft);

}  // namespace pdhs::pipedrive
