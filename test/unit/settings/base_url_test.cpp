#include "pdhs/settings/base_url.h"

#include <vector>

#include "support/catch.h"

using pdhs::parse_base_url;

TEST_CASE("a base URL is a scheme, a host and perhaps a port") {
    const std::vector<std::pair<std::string, std::string>> accepted = {
        {"https://api.hubapi.com", "https://api.hubapi.com"},
        {"https://api.hubapi.com/", "https://api.hubapi.com"},
        {"HTTPS://API.HubAPI.com:443", "https://api.hubapi.com:443"},
        {"https://[2001:db8::1]:8443", "https://[2001:db8::1]:8443"},
        {"http://localhost:8080", "http://localhost:8080"},
        {"http://127.0.0.1:1", "http://127.0.0.1:1"},
        {"http://127.255.3.4", "http://127.255.3.4"},
        {"http://[::1]:65535", "http://[::1]:65535"},
    };
    for (const auto& [text, url] : accepted) {
        INFO(text);
        const auto parsed = parse_base_url(text);
        REQUIRE(parsed);
        CHECK(*parsed == url);
    }
}

TEST_CASE("http leaves this machine under no name") {
    for (const std::string host :
         {"api.hubapi.com", "127.0.0.1.example.com", "127.example.com", "localhost.example.com", "128.0.0.1", "127.0.0",
          "127.0.0.1.1", "127.0.0.256", "[::2]", "0.0.0.0"}) {
        INFO(host);
        const auto parsed = parse_base_url("http://" + host);
        REQUIRE_FALSE(parsed);
        CHECK_THAT(parsed.error().message, contains("https://"));
    }
}

TEST_CASE("anything else is no base URL, and is not repeated") {
    for (const std::string text : {"",
                                   "api.hubapi.com",
                                   "https:/api.hubapi.com",
                                   "https://",
                                   "https:///",
                                   "https://a//",
                                   "https://a/crm",
                                   "https://a?x",
                                   "https://a#x",
                                   "https://a:0",
                                   "https://a:65536",
                                   "https://a:",
                                   "https://a:1:2",
                                   "https://a b",
                                   "https://user:CANARY@a",
                                   "https://localhost:1@a",
                                   "ftp://a",
                                   "://a",
                                   "https://[::1",
                                   "https://[::1]x",
                                   "https://.a",
                                   "https://b\xC3\xBC"
                                   "cher.example",
                                   "https://a\nb",
                                   "https://a\\b"}) {
        INFO(text);
        const auto parsed = parse_base_url(text);
        REQUIRE_FALSE(parsed);
        CHECK_THAT(parsed.error().message, contains("must "));
        CHECK_THAT(parsed.error().message, !contains("CANARY"));
    }
}
