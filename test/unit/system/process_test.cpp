#include "pdhs/system/process.h"

#include <stdlib.h>
#include <unistd.h>

#include "support/catch.h"

namespace pdhs {
namespace {

TEST_CASE("the environment is that of the process, with values as they stand") {
    REQUIRE(::setenv("PDHSTEST_SIGNS", "a=b = ü", 1) == 0);
    const auto environment = current_environment();
    CHECK(environment.at("PDHSTEST_SIGNS") == "a=b = ü");
    ::unsetenv("PDHSTEST_SIGNS");
    CHECK_FALSE(current_environment().contains("PDHSTEST_SIGNS"));
}

TEST_CASE("the process and the machine have a name") {
    CHECK(process_id() == ::getpid());
    CHECK_FALSE(host_name().empty());
}

}  // namespace
}  // namespace pdhs
