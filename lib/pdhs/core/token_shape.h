#pragma once
#include "pdhs/core/contact.h"
#include "pdhs/core/secret.h"

namespace pdhs {

/// What a token looks like. The shapes are not promised by anybody: they explain a refusal, and are no reason for one,
/// but that HubSpot's is not sent to Pipedrive.
enum class TokenShape {
    hubspot,    ///< "pat-<region>-<uuid>" (HubSpot page, "Authentication and authorisation")
    pipedrive,  ///< 40 hexadecimal digits
    other,
};

[[nodiscard]] TokenShape shape_of(const Secret& token);
/// What a token of this platform usually looks like.
[[nodiscard]] TokenShape usual_shape(Crm crm);

}  // namespace pdhs
