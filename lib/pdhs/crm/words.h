#pragma once
#include <string>
#include <string_view>

#include "pdhs/core/contact.h"

namespace pdhs {

/// For a query value: everything but RFC 3986's unreserved characters as %XX.
[[nodiscard]] std::string percent_encoded(std::string_view text);

/// A platform's own words as a message may quote them: valid UTF-8 that draws nothing on the screen, at most about 300
/// bytes.
[[nodiscard]] std::string quotable(std::string_view text);

/// What a platform's answer means that names another place: nothing follows there, least of all the token.
[[nodiscard]] std::string redirect_text(Crm crm, std::string_view why);

}  // namespace pdhs
