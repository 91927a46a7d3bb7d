#include "pdhs/crm/words.h"

#include "support/catch.h"

using namespace pdhs;

TEST_CASE("a redirect names the setting that may be wrong") {
    CHECK(redirect_text(Crm::hubspot, "HTTP 302") ==
          "HubSpot points to another address, where the token is not sent (HTTP 302): check HUBSPOT_BASE_URL");
}
