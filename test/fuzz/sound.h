#pragma once
#include <string_view>

#include "pdhs/core/contact.h"
#include "pdhs/core/failure.h"

namespace fuzz {

/// Valid UTF-8 (RFC 3629), by a reader of its own.
[[nodiscard]] bool is_utf8(std::string_view text);

/// One line without anything that draws on a screen: what a message may hold.
void require_printable(std::string_view text, std::string_view what);
/// A record's id: decimal digits.
void require_id(std::string_view id);
/// What the decoders promise of every record.
void require_sound(const pdhs::Record& record, pdhs::Crm crm);
/// What a failure says is short and can be shown; nothing that it asks to wait for lies in the past.
void require_sound(const pdhs::Failure& failure);

}  // namespace fuzz
