#include "pdhs/http/http_client.h"

#include "pdhs/http/http_date.h"

namespace pdhs {

std::optional<std::string> header(const HttpResponse& response, const std::string& name) {
    const auto found = response.headers.find(name);
    if (found == response.headers.end()) return std::nullopt;
    return found->second;
}

bool is_redirect(const HttpResponse& response) {
    return response.status >= 300 && response.status < 400 && response.headers.contains("location");
}

std::optional<Time> date_of(const HttpResponse& response) {
    const auto date = header(response, "date");
    return date ? parse_http_date(*date) : std::nullopt;
}

bool never_left(const TransportError& error) {
    using Kind = TransportError::Kind;
    return error.kind == Kind::not_sent || error.kind == Kind::tls || error.kind == Kind::cancelled;
}

long long times_sent(const HttpOutcome& outcome) {
    const auto* const error = std::get_if<TransportError>(&outcome);
    if (error == nullptr) return std::get<HttpResponse>(outcome).times_sent;
    return never_left(*error) ? 0 : error->times_sent;
}

}  // namespace pdhs
