#include "pdhs/settings/keys.h"

#include "support/catch.h"

using namespace pdhs;

TEST_CASE("a key is known to the letter only") {
    CHECK(is_setting_key("HUBSPOT_API_Key"));
    CHECK_FALSE(is_setting_key("HUBSPOT_API_KEY"));
    CHECK_FALSE(is_setting_key("PATH"));
    CHECK(key_in_other_capitals("HUBSPOT_API_KEY") == std::optional<std::string_view>("HUBSPOT_API_Key"));
    CHECK(key_in_other_capitals("pipedrive_token") == std::optional<std::string_view>("PIPEDRIVE_TOKEN"));
    CHECK_FALSE(key_in_other_capitals("HUBSPOT_API_Key"));
    CHECK_FALSE(key_in_other_capitals("PATH"));
}

TEST_CASE("a slip of the pen leads to the nearest key") {
    using Key = std::optional<std::string_view>;
    CHECK(key_almost_like("PDHS_SETLE") == Key("PDHS_SETTLE"));
    CHECK(key_almost_like("PDHS_LOGLEVEL") == Key("PDHS_LOG_LEVEL"));
    CHECK(key_almost_like("pdhs_state_db") == Key("PDHS_STATE"));
    CHECK(key_almost_like("PDHS_LOG_FILE") == Key("PDHS_LOG"));
    CHECK(key_almost_like("PDHS_LOG_LEVEL_MAX") == Key("PDHS_LOG_LEVEL"));
    CHECK(key_almost_like("PDHS_CAFILE") == Key("PDHS_CA_FILE"));
    for (const auto* const unlike : {"", "PDHS_", "PDHS_FOO", "PATH", "PDHS_LOG", "TLS_CA_FILE", "HUBSPOT_API_URL"}) {
        CAPTURE(unlike);
        CHECK_FALSE(key_almost_like(unlike));
    }
}

TEST_CASE("what was meant for a token, surely or perhaps") {
    using Key = std::optional<std::string_view>;
    CHECK(token_almost_like("PIPEDRIVE_TOKN") == Key("PIPEDRIVE_TOKEN"));
    CHECK(token_almost_like("HUBSPOT_API_Kye") == Key("HUBSPOT_API_Key"));
    CHECK(token_perhaps_meant_by("HUBSPOT_ACCESS_TOKEN") == Key("HUBSPOT_API_Key"));
    for (const auto* const other : {"HUBSPOT_API_KEY", "PIPEDRIVE_TOKEN", "HUBSPOT_API_URL", "PDHS_SETLE"}) {
        CAPTURE(other);
        CHECK_FALSE(token_almost_like(other));
    }
    for (const auto* const other : {"PIPEDRIVE_TOKN", "PIPEDRIVE_TOKEN", "HUBSPOT_PORTAL", "PDHS_HUBSPOT_KEY"}) {
        CAPTURE(other);
        CHECK_FALSE(token_perhaps_meant_by(other));
    }
}

TEST_CASE("our own names begin with PDHS_") {
    CHECK(has_own_prefix("PDHS_X"));
    CHECK(has_own_prefix("Pdhs_x"));
    CHECK_FALSE(has_own_prefix("PDHSX"));
    CHECK_FALSE(has_own_prefix("PD"));
}

TEST_CASE("proxies are libcurl's variables, NO_PROXY aside") {
    CHECK(is_proxy_variable("https_proxy"));
    CHECK(is_proxy_variable("ALL_PROXY"));
    CHECK_FALSE(is_proxy_variable("NO_PROXY"));
}
