#pragma once
#include "sandbox/pipedrive_call.h"

namespace sandbox {

/// Both look into the delayed index, 100 hits a page at most, without regard to case.
Response answer_search_persons(PipedriveCall& call);
Response answer_item_search(PipedriveCall& call);

}  // namespace sandbox
