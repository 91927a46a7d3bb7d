#pragma once
#include "sandbox/pipedrive_call.h"

namespace sandbox {

/// Looks into the delayed index, 100 hits a page at most, without regard to case.
Response answer_search_persons(PipedriveCall& call);

}  // namespace sandbox
