#include "pdhs/http/transport_error.h"

#include <fmt/format.h>

namespace pdhs {

using Kind = TransportError::Kind;

TransportError not_sent(std::string_view host, std::string_view reason) {
    return {Kind::not_sent, fmt::format("cannot reach {}: {}", host, reason)};
}

TransportError lost(std::string_view host, std::string_view reason) {
    return {Kind::lost, fmt::format("no complete answer from {}: {}", host, reason)};
}

TransportError untrusted(std::string_view host, std::string_view reason) {
    return {Kind::tls, fmt::format("no secure connection to {}: {}", host, reason)};
}

TransportError too_large(std::string_view host, std::string_view reason) {
    return {Kind::too_large, fmt::format("the answer of {} is refused: {}", host, reason)};
}

TransportError too_large(std::string_view host, std::string_view what, std::size_t limit) {
    return too_large(host, fmt::format("its {} exceeds {} bytes", what, limit));
}

TransportError interrupted_before_sending(std::string_view host) {
    return {Kind::cancelled, fmt::format("interrupted before anything was sent to {}", host)};
}

TransportError interrupted_without_answer(std::string_view host) {
    return {Kind::interrupted, fmt::format("interrupted while waiting for the answer of {}", host)};
}

}  // namespace pdhs
