#pragma once
#include <string_view>

#include "pdhs/http/http_client.h"

namespace fuzz {

/// An answer as it comes over the wire: status line, header lines, an empty line, the body. A text that begins with
/// something else is the body of a 200.
[[nodiscard]] pdhs::HttpResponse answer_of(std::string_view text);

}  // namespace fuzz
