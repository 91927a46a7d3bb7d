#pragma once
#include <string>
#include <string_view>

#include "pdhs/http/http_client.h"

namespace pdhs {

/// The messages of transport errors: who did not answer, and why. `host` is a name with its port, if one was given;
/// `reason` is for people. None of them takes anything of the request.
[[nodiscard]] TransportError not_sent(std::string_view host, std::string_view reason);
[[nodiscard]] TransportError lost(std::string_view host, std::string_view reason);
[[nodiscard]] TransportError untrusted(std::string_view host, std::string_view reason);
[[nodiscard]] TransportError too_large(std::string_view host, std::string_view reason);
/// `what` is larger than `limit` bytes.
[[nodiscard]] TransportError too_large(std::string_view host, std::string_view what, std::size_t limit);
/// The pass was asked to end, and nothing of the request had left.
[[nodiscard]] TransportError interrupted_before_sending(std::string_view host);
/// The pass was asked to end, and the answer was awaited in vain.
[[nodiscard]] TransportError interrupted_without_answer(std::string_view host);

}  // namespace pdhs
