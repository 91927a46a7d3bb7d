#include "pdhs/settings/base_url.h"

#include <algorithm>

#include "pdhs/core/text.h"
#include "pdhs/settings/parse.h"

namespace pdhs {

namespace {

Unexpected refuse_url(std::string message) {
    return fail(ErrorKind::usage, std::move(message));
}

struct UrlParts {
    std::string scheme;
    std::string host;  ///< an IPv6 address with its brackets
    std::string port;  ///< with its colon; empty if there is none
};

bool is_host_character(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.';
}

bool is_address6_character(char c) {
    return (c >= 'a' && c <= 'f') || (c >= '0' && c <= '9') || c == ':' || c == '.';
}

bool is_host(std::string_view host) {
    const bool has_brackets = host.size() > 2 && host.front() == '[' && host.back() == ']';
    const auto inner = has_brackets ? host.substr(1, host.size() - 2) : host;
    if (inner.empty() || (!has_brackets && (inner.front() == '.' || inner.front() == '-'))) return false;
    return std::all_of(inner.begin(), inner.end(), has_brackets ? is_address6_character : is_host_character);
}

bool is_port(std::string_view port) {
    return port.empty() || parse_number(port.substr(1), 1, 65'535).has_value();
}

/// Four decimal numbers, the first one 127: a name such as 127.0.0.1.example.com is not one.
bool is_loopback_address4(std::string_view host) {
    int parts = 0;
    while (true) {
        const auto dot = std::min(host.find('.'), host.size());
        if (!parse_number(host.substr(0, dot), 0, 255) || (parts == 0 && host.substr(0, dot) != "127")) return false;
        ++parts;
        if (dot == host.size()) return parts == 4;
        host.remove_prefix(dot + 1);
    }
}

bool is_loopback(std::string_view host) {
    return host == "localhost" || host == "[::1]" || is_loopback_address4(host);
}

UrlParts split_authority(std::string scheme, std::string_view authority) {
    const auto bracket = authority.find(']');
    const auto colon = authority.find(':', bracket == std::string_view::npos ? 0 : bracket);
    const auto host_end = std::min(colon, authority.size());
    return {std::move(scheme), std::string(authority.substr(0, host_end)), std::string(authority.substr(host_end))};
}

Result<UrlParts> split_url(std::string_view url) {
    const auto scheme_end = url.find("://");
    if (scheme_end == std::string_view::npos)
        return refuse_url("must be a whole URL, scheme://host[:port], such as https://api.example.com");
    auto authority = url.substr(scheme_end + 3);
    if (authority.find('@') != std::string_view::npos) return refuse_url("must not hold a user name or a password");
    if (!authority.empty() && authority.back() == '/') authority.remove_suffix(1);
    if (authority.find_first_of("/?#\\") != std::string_view::npos)
        return refuse_url("must be scheme://host[:port] only, without a path, such as https://api.example.com");
    return split_authority(std::string(url.substr(0, scheme_end)), authority);
}

}  // namespace

Result<std::string> parse_base_url(std::string_view text) {
    PDHS_TRY(const auto parts, split_url(ascii_lower(text)));
    if (parts.scheme != "https" && parts.scheme != "http") return refuse_url("must begin with https://");
    if (!is_host(parts.host) || !is_port(parts.port))
        return refuse_url("must be scheme://host[:port] with a host name in ASCII and a port from 1 to 65535");
    if (parts.scheme == "http" && !is_loopback(parts.host))
        return refuse_url(
            "must begin with https://, since http is allowed on this machine only (localhost, 127.x.x.x, [::1])");
    return parts.scheme + "://" + parts.host + parts.port;
}

}  // namespace pdhs
