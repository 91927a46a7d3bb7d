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

/// The failure as a value: without effect only if the departure is ruled out, whatever libcurl's code is. `ca_file` is
/// the file of trusted certificates in use, empty for the system's.
[[nodiscard]] TransportError explain(const CurlFailure& failure, const std::string& host, const std::string& ca_file);

}  // namespace pdhs
