#pragma once
#include <span>

#include "pdhs/core/contact.h"
#include "pdhs/crm/pipedrive/connection.h"
#include "pdhs/crm/platform.h"

namespace pdhs::pipedrive {

/// The request that creates one person. It must reach Pipedrive at most once.
[[nodiscard]] HttpRequest create_person(const PersonDraft& draft);

/// Creates the drafts, one request each and several in flight, as Platform::create() promises.
[[nodiscard]] CreateEnd create_persons(Connection& connection, std::span<const Draft> drafts, CreatePace pace,
                                       const CreateHooks& hooks);

}  // namespace pdhs::pipedrive
