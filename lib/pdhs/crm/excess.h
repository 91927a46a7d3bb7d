#pragma once
#include <string>

#include "pdhs/core/contact.h"

namespace pdhs {

/// Why a record cannot be one of a person, though it can be read: it holds so many addresses or phones, or so much
/// text, that comparing and copying it would take hours. "" if it can.
[[nodiscard]] std::string excess_of(const Record& record);

}  // namespace pdhs
