#pragma once
#include <curl/curl.h>

#include <string>

#include "pdhs/http/http_client.h"

namespace pdhs {

/// Whether a byte of the request can have left this machine.
enum class Departure { ruled_out, possible };

/// How libcurl reports a transfer that ended without a complete answer.
struct CurlFailure {
    CURLcode code = CURLE_OK;
    Departure departure = Departure::possible;
    std::string text;  ///< libcurl's own words, may be empty
};

/// Where a request was to go, for the explanation.
struct Destination {
    std::string host;
    std::string setting;         ///< of the user, that names the host; empty: it is the platform's own
    std::string ca_file;         ///< of trusted certificates; empty: the system's
    std::string proxy_variable;  ///< the environment variable that names a proxy for it; empty: there is none
    std::string proxy;           ///< what that variable holds, perhaps with a password
};

/// The failure as a value: without effect only if the departure is ruled out, whatever libcurl's code is.
[[nodiscard]] TransportError explain(const CurlFailure& failure, const Destination& destination);

}  // namespace pdhs
