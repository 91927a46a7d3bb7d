#pragma once
#include "pdhs/crm/pipedrive/session.h"
#include "pdhs/crm/platform.h"

namespace pdhs::pipedrive {

/// Reads every person, 500 a page in the order of their ids, as Platform::list_all() promises.
[[nodiscard]] ReadEnd get_all_persons(Session& session, const PageSink& sink);

}  // namespace pdhs::pipedrive
