#pragma once
#include <memory>
#include <string>

#include "pdhs/core/interrupt.h"
#include "pdhs/core/secret.h"
#include "pdhs/http/http_client.h"

namespace pdhs {

/// How one platform is reached.
struct HttpEndpoint {
    std::string base_url;     ///< scheme://host[:port], without a path
    std::string auth_header;  ///< the name of the header that carries the token, as "x-api-token"
    std::string auth_prefix;  ///< written before the token, as "Bearer "
    Secret token;
    std::string ca_file;  ///< PEM file of trusted certificates in place of the system's; empty: the system's
    std::string user_agent;
    std::string setting = {};  ///< of the user, that names the base URL; empty: it is the platform's own
};

/// Limits of one request (design section "Reading").
struct HttpLimits {
    Millis connect{10'000};
    Millis request{60'000};
    Millis stall{20'000};                ///< ends a transfer that brings nothing for that long
    std::size_t body_bytes = 32u << 20;  ///< unpacked
    std::size_t header_bytes = 256u << 10;
    Millis grace_after_interrupt{10'000};  ///< how long answers are awaited after a signal
};

/// The libcurl client: HTTP/2 where TLS offers it, connections kept and shared, gzip/br/zstd unpacked, certificates
/// verified, redirects refused, proxies by libcurl's environment variables. The interrupt must outlive the client.
[[nodiscard]] std::unique_ptr<HttpClient> make_curl_client(HttpEndpoint endpoint, HttpLimits limits,
                                                           const Interrupt& interrupt);

}  // namespace pdhs
