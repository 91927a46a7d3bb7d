#include "campaigns/history.h"

#include "scenarios/acts.h"
#include "support/catch.h"

using namespace campaigns;

namespace {

constexpr std::uint64_t enough_seeds = 1000;

/// What a history says of the world around the records: nothing of it depends on what was before.
bool is_about_the_world(const std::string& verb) {
    return verb == "fault" || verb == "platform" || verb == "clock" || verb == "machine-clock" || verb == "environment";
}

}  // namespace

TEST_CASE("every word of a history is known: one that is not would be passed over when it is played") {
    scenarios::Stage stage("/nowhere");
    int faults = 0;
    for (std::uint64_t seed = 1; seed <= enough_seeds; ++seed)
        for (const auto& line : script_of(history_of(seed)).lines) {
            const auto verb = scenarios::word_at(line, 0);
            if (!is_about_the_world(verb)) continue;
            faults += verb == "fault" ? 1 : 0;
            CAPTURE(line.text);
            CHECK_NOTHROW(scenarios::act(stage, line));
        }
    CHECK(faults > 1000);
}

TEST_CASE("the same seed is the same history") {
    CHECK(text_of(history_of(7)) == text_of(history_of(7)));
    CHECK(text_of(history_of(7)) != text_of(history_of(8)));
}
