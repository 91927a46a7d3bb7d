#pragma once
#include <array>
#include <memory>
#include <string>
#include <utility>

#include "pdhs/http/curl_client.h"
#include "support/catch.h"

namespace client_test {

/// No message may ever hold these.
inline const std::string token = "canary-token-51c0";
inline const std::string body = R"({"name":"canary-body-8d2e"})";

inline pdhs::HttpEndpoint endpoint(const std::string& url) {
    return {url, "Authorization", "Bearer ", pdhs::Secret(token), "", "pdhs-sync/test"};
}

/// Long enough for a busy machine; a test that waits for a limit sets that one.
inline pdhs::HttpLimits patient() {
    return {};
}

inline pdhs::HttpRequest get(const std::string& target = "/list") {
    return {pdhs::HttpMethod::get, target, "", {}};
}

inline pdhs::HttpRequest post(pdhs::Repeatable repeatable) {
    return {pdhs::HttpMethod::post, "/create", body, repeatable};
}

/// A client with its interrupt.
struct Client {
    explicit Client(const std::string& url, pdhs::HttpLimits limits = patient())
        : http(pdhs::make_curl_client(endpoint(url), limits, interrupt)) {}
    explicit Client(pdhs::HttpEndpoint endpoint)
        : http(pdhs::make_curl_client(std::move(endpoint), patient(), interrupt)) {}

    pdhs::Interrupt interrupt;
    std::unique_ptr<pdhs::HttpClient> http;
};

inline pdhs::HttpResponse response_of(const pdhs::HttpOutcome& outcome) {
    if (const auto* const error = std::get_if<pdhs::TransportError>(&outcome)) FAIL(error->message);
    return std::get<pdhs::HttpResponse>(outcome);
}

/// The error; its message names the host and no secret.
inline pdhs::TransportError error_of(const pdhs::HttpOutcome& outcome, const std::string& host) {
    REQUIRE(std::holds_alternative<pdhs::TransportError>(outcome));
    auto error = std::get<pdhs::TransportError>(outcome);
    INFO(error.message);
    CHECK_THAT(error.message, contains(host));
    CHECK(error.message.find("canary") == std::string::npos);
    CHECK(error.message.find("Bearer") == std::string::npos);
    return error;
}

}  // namespace client_test

namespace Catch {
template <>
struct StringMaker<pdhs::TransportError::Kind> {
    static std::string convert(pdhs::TransportError::Kind kind) {
        constexpr std::array names = {"not_sent", "tls", "lost", "too_large", "interrupted", "cancelled"};
        return names.at(static_cast<std::size_t>(kind));
    }
};
}  // namespace Catch
