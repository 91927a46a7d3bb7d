#include "bench/order.h"

#include "support/catch.h"

using bench::read_order;

TEST_CASE("an order is what the words say, else a day on the smallest plan") {
    const auto usual = read_order({"--program", "p"});
    CHECK(usual.tokens_of_day() == 30'000);
    CHECK(usual.duration == std::chrono::hours{24});
    CHECK(usual.interval == std::chrono::seconds{30});
    const auto order =
        read_order({"--program",  "p", "--plan", "growth", "--seats",  "3", "--hours", "48", "--every", "1m",
                    "--contacts", "5", "--new",  "6",      "--import", "7", "--seed",  "8",  "--grace", "10m"});
    CHECK(order.tokens_of_day() == 180'000);
    CHECK(order.duration == std::chrono::hours{48});
    CHECK(order.interval == std::chrono::minutes{1});
    CHECK(order.contacts == 5);
    CHECK(order.newcomers == 6);
    CHECK(order.imported == 7);
    CHECK(order.seed == 8);
    CHECK(order.grace == std::chrono::minutes{10});
}

TEST_CASE("a plan may be a number of tokens") {
    CHECK(read_order({"--program", "p", "--plan", "12345"}).tokens_of_day() == 12'345);
}

TEST_CASE("what is no order is refused") {
    CHECK_THROWS(read_order({}));
    CHECK_THROWS(read_order({"--program"}));
    CHECK_THROWS(read_order({"--program", "p", "--plan", "golden"}));
    CHECK_THROWS(read_order({"--program", "p", "--hours", "0"}));
    CHECK_THROWS(read_order({"--program", "p", "--every", "0s"}));
    CHECK_THROWS(read_order({"--program", "p", "--new", "-1"}));
    CHECK_THROWS(read_order({"--program", "p", "--colour", "green"}));
}
