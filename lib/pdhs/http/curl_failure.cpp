#include "pdhs/http/curl_failure.h"

#include <fmt/format.h>

#include "pdhs/core/text.h"
#include "pdhs/http/transport_error.h"

namespace pdhs {

namespace {

/// libcurl quotes a proxy's address that it cannot use, with the password in it.
std::string without_proxy(std::string text, const Destination& destination) {
    if (destination.proxy.empty()) return text;
    const auto at = text.find(destination.proxy);
    if (at != std::string::npos) text.replace(at, destination.proxy.size(), "…");
    return text.find('@') == std::string::npos ? text : "the proxy cannot be used";
}

std::string reason_of(const CurlFailure& failure, const Destination& destination) {
    if (failure.code == CURLE_SEND_FAIL_REWIND) return "the connection ended before the answer";
    const auto text = without_proxy(std::string(trimmed(failure.text)), destination);
    return text.empty() ? curl_easy_strerror(failure.code) : text;
}

bool is_untrusted_certificate(CURLcode code) {
    return code == CURLE_PEER_FAILED_VERIFICATION || code == CURLE_SSL_ISSUER_ERROR ||
           code == CURLE_SSL_INVALIDCERTSTATUS;
}

/// libcurl has one code for a refused handshake and for a connection that broke during it; OpenSSL has an error of its
/// own only for the first, apart from the end of the stream.
bool is_refused_handshake(const CurlFailure& failure) {
    if (failure.code == CURLE_SSL_CIPHER || failure.code == CURLE_USE_SSL_FAILED) return true;
    const auto says = [&failure](const char* words) { return failure.text.find(words) != std::string::npos; };
    return failure.code == CURLE_SSL_CONNECT_ERROR && says("error:") && !says("unexpected eof");
}

TransportError unreadable_certificates(const std::string& host, const std::string& ca_file) {
    if (!ca_file.empty()) {
        return untrusted(host, fmt::format("PDHS_CA_FILE names {}, which holds no readable certificates", ca_file));
    }
    return untrusted(host, "this system's certificates cannot be read; name a file of them in PDHS_CA_FILE");
}

/// Certificates have their time: a clock that is wrong makes good ones look bad.
std::string hint_for_certificate(const std::string& reason) {
    const auto says = [&reason](const char* words) { return reason.find(words) != std::string::npos; };
    if (says("not yet valid") || says("expired")) return "; is this machine's clock right?";
    return "; to trust another authority, name its file in PDHS_CA_FILE";
}

/// What of this machine's own sends requests elsewhere. libcurl names the proxy's host without saying that it is one.
std::string hint_for_way(const Destination& destination) {
    if (!destination.proxy_variable.empty())
        return "; the variable " + destination.proxy_variable +
               " sends requests through a proxy: is it right, and does the proxy work?";
    if (destination.setting.empty()) return {};
    return "; " + destination.setting + " sends requests there: is it right, and is a server running there?";
}

TransportError explain_before_departure(const CurlFailure& failure, const Destination& destination) {
    const auto& host = destination.host;
    const auto reason = reason_of(failure, destination);
    if (failure.code == CURLE_SSL_CACERT_BADFILE) return unreadable_certificates(host, destination.ca_file);
    if (is_untrusted_certificate(failure.code)) return untrusted(host, reason + hint_for_certificate(reason));
    if (is_refused_handshake(failure)) return untrusted(host, reason + hint_for_way(destination));
    if (failure.code == CURLE_COULDNT_RESOLVE_HOST)
        return not_sent(host, reason + "; is this machine connected to the network?" + hint_for_way(destination));
    return not_sent(host, reason + hint_for_way(destination));
}

}  // namespace

TransportError explain(const CurlFailure& failure, const Destination& destination) {
    if (failure.departure == Departure::ruled_out) return explain_before_departure(failure, destination);
    return lost(destination.host, reason_of(failure, destination));
}

}  // namespace pdhs
