#include "pdhs/http/http_client.h"

#include "pdhs/http/http_date.h"

namespace pdhs {

std::optional<std::string> header(const HttpResponse& response, const std::string& name) {
    const auto found = response.headers.find(name);
    if (found == response.headers.end()) return std::nullopt;
    return found->second;
}

std::optional<Time> date_of(const HttpResponse& response) {
    const auto date = header(response, "date");
    return date ? parse_http_date(*date) : std::nullopt;
}

bool never_left(const TransportError& error) {
    using Kind = TransportError::Kind;
    return error.kind == Kind::not_sent || error.kind == Kind::tls || error.kind == Kind::cancelled;
}

}  // namespace pdhs
