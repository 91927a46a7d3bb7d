#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "bench/passes.h"

namespace bench {

/// What a pass takes, in units that do not depend on the machine's speed.
struct Count {
    std::string what;
    std::int64_t instructions = 0;  ///< executed by the program, without what it takes to come up
    std::int64_t hubspot_requests = 0;
    std::int64_t pipedrive_requests = 0;

    bool operator==(const Count&) const = default;
};

/// The passes that are counted: a quiet one, a full listing, a first meeting, a first import. `callgrind` is the path
/// of valgrind. Throws std::runtime_error when a pass fails.
std::vector<Count> count_passes(const Programs& programs, const std::string& callgrind);

/// How far instructions may be from what is expected: other versions of libraries, of the compiler.
inline constexpr double instructions_tolerance = 0.05;

/// What differs from the expected counts: one line each, to be read by people. Fewer instructions are a difference,
/// too: the next step back would go unseen.
std::vector<std::string> differences(const std::vector<Count>& expected, const std::vector<Count>& counted);

/// As JSON, a count on each line.
std::string to_json(const std::vector<Count>& counts);
/// Throws nlohmann::json::exception when the text is something else.
std::vector<Count> counts_from_json(const std::string& text);

/// The sum of all instructions in what callgrind wrote. Throws std::runtime_error when there is none.
std::int64_t instructions_in(const std::string& callgrind_output);

}  // namespace bench
