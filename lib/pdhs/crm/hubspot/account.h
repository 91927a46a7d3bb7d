#pragma once
#include "pdhs/crm/hubspot/connection.h"

namespace pdhs::hubspot {

/// The portal that the token opens (API page, "Account info"). A service key may be good for contacts and yet not be
/// allowed to ask: an answer that is only about this question, or that cannot be understood, is no failure and leaves
/// the id empty. The usage stays with the connection.
[[nodiscard]] AccountEnd get_portal(Connection& connection);

}  // namespace pdhs::hubspot
