#pragma once
#include <string>

#include "pdhs/crm/hubspot/connection.h"

namespace pdhs::hubspot {

/// The portal that the token opens (API page, "Account info"). A service key may be good for contacts and yet not be
/// allowed to ask: an answer that is only about this question, or that cannot be understood, is no failure and leaves
/// the id empty. The usage stays with the connection.
[[nodiscard]] AccountEnd get_portal(Connection& connection);

/// Whether the token may create contacts. There is no documented question for it (API page, "Account info"): a batch of
/// no contacts is sent, which cannot create anything. Refused as empty, or accepted, it had the scope that it needs;
/// whether HubSpot looks at scopes first is not verified. The usage stays with the connection.
[[nodiscard]] PermissionEnd may_create_contacts(Connection& connection, const std::string& contacts_path);

}  // namespace pdhs::hubspot
