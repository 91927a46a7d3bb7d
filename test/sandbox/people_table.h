#pragma once
#include <string>

#include "sandbox/hubspot.h"
#include "sandbox/pipedrive.h"

namespace sandbox {

/// Everybody on both sides as a text table for people: id, phone, addresses, and the name last, since it may be of any
/// script and width.
std::string people_table(const Hubspot& hubspot, const Pipedrive& pipedrive);

}  // namespace sandbox
