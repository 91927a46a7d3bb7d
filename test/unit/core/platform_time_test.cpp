#include "pdhs/core/platform_time.h"

#include "support/catch.h"

namespace pdhs {
namespace {

using namespace std::chrono_literals;

constexpr Time noon = std::chrono::sys_days{std::chrono::year{2026} / 11 / 23} + 12h;

TEST_CASE("a platform's clock runs on between its answers") {
    const Instant seen{};
    CHECK(PlatformTime(noon, seen).at(seen + 90s) == noon + 90s);
}

}  // namespace
}  // namespace pdhs
