#pragma once
#include <string>
#include <vector>

#include "pdhs/core/contact.h"

namespace pdhs {

// How the lists of a record are kept in one column: a value a line. Line breaks inside a value become blanks.

[[nodiscard]] std::string to_lines(const std::vector<std::string>& values);
[[nodiscard]] std::vector<std::string> from_lines(const std::string& text);

/// Each phone as label, tab, value.
[[nodiscard]] std::string phones_to_lines(const std::vector<Phone>& phones);
[[nodiscard]] std::vector<Phone> phones_from_lines(const std::string& text);

}  // namespace pdhs
