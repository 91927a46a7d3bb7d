#include "campaigns/history.h"

#include "campaigns/trouble.h"
#include "scenarios/acts.h"
#include "support/catch.h"

using namespace campaigns;

namespace {

constexpr std::uint64_t enough_seeds = 1000;

/// What a history says of the world around the records: nothing of it depends on what was before.
bool is_about_the_world(const std::string& verb) {
    return verb == "fault" || verb == "platform" || verb == "clock" || verb == "machine-clock" || verb == "environment";
}

/// What has to stand in a step as well.
std::vector<std::string> ends_of(const std::string& step) {
    std::vector<std::string> ends;
    for (const auto* const outages : {&outages_of_hubspot, &outages_of_pipedrive, &outages_of_a_day})
        for (const auto& outage : *outages)
            if (step.find(" " + outage.begin + "\n") != std::string::npos) ends.push_back(" " + outage.end + "\n");
    for (const auto* const lasting : {" always\n", " unreachable\n"})
        if (step.find(lasting) != std::string::npos) ends.emplace_back("  faults over\n");
    for (const auto* const breaking : {"state truncated", "state newer"})
        if (step.find(breaking) != std::string::npos) ends.emplace_back("  state deleted\n");
    return ends;
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

TEST_CASE("whatever lasts ends in the step in which it began: without its end no shortened history keeps it") {
    int lasting = 0;
    for (std::uint64_t seed = 1; seed <= enough_seeds; ++seed)
        for (const auto& step : history_of(seed)) {
            const auto text = text_of({step});
            for (const auto& end : ends_of(text)) {
                ++lasting;
                CAPTURE(text);
                CHECK(text.find(end) != std::string::npos);
            }
        }
    CHECK(lasting > 500);
}

TEST_CASE("all that platforms can be like comes about in some history") {
    std::string all;
    for (std::uint64_t seed = 1; seed <= enough_seeds; ++seed) all += text_of(history_of(seed));
    for (const auto* const word : {" conflicts as-400",
                                   " batch-conflicts whole-batch",
                                   " batch-existing-id hidden",
                                   " batch-answers empty",
                                   " validation localised",
                                   " merge-id preserved",
                                   " ids mixed",
                                   " version v3",
                                   " token revoked",
                                   " scopes ",
                                   " portal 5",
                                   " company 5",
                                   " empty-emails null",
                                   " room-for 3",
                                   " deleted listed",
                                   " cursors expire",
                                   " admin no",
                                   " burst ",
                                   " daily 20",
                                   " limits silent",
                                   " quota spent",
                                   " poison h1",
                                   " with-effect",
                                   " fresh",
                                   " kept-alive",
                                   "state truncated",
                                   "state newer",
                                   "--on-missing ignore",
                                   "--force",
                                   "hubspot get ",
                                   "pipedrive get ",
                                   "account_details",
                                   "users_me",
                                   "organizations",
                                   "another exit 75",
                                   "unreachable",
                                   " always"}) {
        CAPTURE(word);
        CHECK(all.find(word) != std::string::npos);
    }
}
