#include "pdhs/settings/sources.h"

#include "support/catch.h"

namespace pdhs {
namespace {

TEST_CASE("variables in other capitals get the names of keys, unless the right name is there") {
    const Environment environment = {{"HUBSPOT_API_KEY", "a"}, {"pdhs_log", "b"}, {"PATH", "c"}};
    CHECK(with_names_of_keys(environment) == Environment{{"HUBSPOT_API_Key", "a"}, {"PDHS_LOG", "b"}, {"PATH", "c"}});
    const Environment both = {{"PDHS_LOG", "right"}, {"pdhs_log", "other"}};
    CHECK(with_names_of_keys(both) == Environment{{"PDHS_LOG", "right"}});
}

}  // namespace
}  // namespace pdhs
