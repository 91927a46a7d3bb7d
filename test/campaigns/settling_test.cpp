#include "campaigns/settling.h"

#include "support/catch.h"

using namespace campaigns;

TEST_CASE("two passes that write and two hours suffice") {
    CHECK_FALSE(what_took_too_long({.writing = 2, .hours = 2}));
    CHECK(what_took_too_long({.writing = 3}));
    CHECK(what_took_too_long({.hours = 3}));
}
