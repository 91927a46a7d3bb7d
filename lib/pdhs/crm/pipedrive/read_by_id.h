#pragma once
#include <span>
#include <string>

#include "pdhs/crm/pipedrive/answer.h"
#include "pdhs/crm/pipedrive/connection.h"
#include "pdhs/crm/platform.h"

namespace pdhs::pipedrive {

/// Asks for one person (1 token). A failure means that Pipedrive did not say.
[[nodiscard]] Answer<Lookup> get_person_by_id(Connection& connection, const std::string& id);

/// Asks for many persons as Platform::by_ids() promises: a few one by one, more of them first by lists.
[[nodiscard]] LookupEnd get_persons_by_ids(Connection& connection, std::span<const std::string> ids);

}  // namespace pdhs::pipedrive
