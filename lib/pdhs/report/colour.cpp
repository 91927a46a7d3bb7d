#include "pdhs/report/colour.h"

#include <fmt/format.h>

namespace pdhs {

std::string coloured(const std::string& text, Colour colour, Terminal terminal) {
    if (terminal == Terminal::plain) return text;
    return fmt::format("\x1b[{}m{}\x1b[0m", static_cast<int>(colour), text);
}

}  // namespace pdhs
