#include "pdhs/system/process.h"

#include "support/catch.h"

namespace pdhs {
namespace {

TEST_CASE("the process and the machine have a name") {
    CHECK(process_id() > 0);
    CHECK_FALSE(host_name().empty());
}

TEST_CASE("the environment has the variables that every process has") {
    CHECK_FALSE(current_environment().empty());
    CHECK_FALSE(current_environment().contains(""));
}

}  // namespace
}  // namespace pdhs
