#include "bench/crowd.h"

#include "scenarios/stage.h"
#include "support/catch.h"

using namespace bench;

namespace {

Order small_order() {
    Order order;
    order.contacts = 4;
    order.newcomers = 3;
    order.imported = 2;
    return order;
}

constexpr std::int64_t hour_ms = 3'600'000;

}  // namespace

TEST_CASE("newcomers appear within the time, each with a moment that follows from the seed") {
    const Crowd crowd(small_order(), 1'000);
    REQUIRE(crowd.newcomers().size() == 8);
    std::int64_t before = 1'000;
    for (const auto& newcomer : crowd.newcomers()) {
        CHECK(newcomer.appears_ms >= before);
        CHECK(newcomer.appears_ms < 1'000 + 24 * hour_ms);
        if (newcomer.way == Way::imported) CHECK(newcomer.appears_ms == 1'000 + hour_ms);
        before = newcomer.appears_ms;
    }
    CHECK(Crowd(small_order(), 1'000).newcomers()[2].appears_ms == crowd.newcomers()[2].appears_ms);
    auto other = small_order();
    other.seed = 2;
    CHECK(Crowd(other, 1'000).newcomers()[2].appears_ms != crowd.newcomers()[2].appears_ms);
}

TEST_CASE("half a day brings half of a day's newcomers") {
    auto order = small_order();
    order.newcomers = 20;
    order.duration = std::chrono::hours{12};
    CHECK(Crowd(order, 0).newcomers().size() == 22);
}

TEST_CASE("people are entered in time, and are seen when they arrive") {
    scenarios::Stage stage("/nowhere");
    const auto start = stage.crms().clock().now_ms() + hour_ms;
    Crowd crowd(small_order(), start);
    crowd.settle(stage);
    CHECK(stage.crms().hubspot().contacts().size() == 4);
    crowd.enter_until(stage, start + 24 * hour_ms);
    CHECK(stage.crms().clock().now_ms() >= start + 24 * hour_ms);
    CHECK(stage.crms().hubspot().contacts().size() == 9);
    CHECK(stage.crms().pipedrive().persons().size() == 7);
    stage.crms().pipedrive().add_person("Number lead2", {"lead2@example.com"});
    stage.crms().hubspot().add({{"email", "person1@example.com"}});
    crowd.look_around(stage);
    for (const auto& newcomer : crowd.newcomers()) {
        const bool is_there = (newcomer.way == Way::to_pipedrive && newcomer.number == 2) ||
                              (newcomer.way == Way::to_hubspot && newcomer.number == 1);
        CHECK(newcomer.arrived_ms.has_value() == is_there);
    }
    CHECK(duplicates_among(stage) == 0);
    stage.crms().pipedrive().add_person("Number lead2", {"lead2@example.com"});
    CHECK(duplicates_among(stage) == 1);
}
