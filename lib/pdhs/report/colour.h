#pragma once
#include <string>

#include "pdhs/report/text.h"

namespace pdhs {

/// By the numbers of ECMA-48 (SGR).
enum class Colour { red = 31, green = 32, yellow = 33 };

/// The text in this colour, where the terminal may show one.
[[nodiscard]] std::string coloured(const std::string& text, Colour colour, Terminal terminal);

}  // namespace pdhs
