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
    CHECK(nearest_key("PDHS_SETLE") == "PDHS_SETTLE");
    CHECK(nearest_key("PDHS_LOGLEVEL") == "PDHS_LOG_LEVEL");
    CHECK(nearest_key("pdhs_state_db") == "PDHS_STATE");
    CHECK(nearest_key("PDHS_CAFILE") == "PDHS_CA_FILE");
    CHECK(nearest_key("") == "PDHS_LOG");
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
