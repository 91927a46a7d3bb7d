#pragma once
#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

namespace bench {

/// What is to be played: which program, on which plan, with whom, for how long.
struct Order {
    std::string program;
    std::string plan = "lite";
    std::int64_t tokens_of_seat = 30'000;  ///< Pipedrive's, a day
    int seats = 1;
    int contacts = 1'000;  ///< on both sides from the beginning
    int newcomers = 200;   ///< a day, on each side
    int imported = 0;      ///< into HubSpot, all at once after an hour
    std::chrono::hours duration{24};
    std::chrono::milliseconds interval = std::chrono::seconds{30};
    std::chrono::milliseconds grace = std::chrono::hours{1};  ///< who appears so shortly before the end may be missing
    std::uint64_t seed = 1;

    [[nodiscard]] std::int64_t tokens_of_day() const { return tokens_of_seat * seats; }
};

/// The program's own usage.
extern const char* const usage;

/// The order that the words of a command line give. Throws std::runtime_error when they give none.
Order read_order(const std::vector<std::string>& words);

}  // namespace bench
