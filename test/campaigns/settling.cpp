#include "campaigns/settling.h"

#include <algorithm>
#include <iterator>

#include "scenarios/acts.h"
#include "scenarios/compare.h"
#include "scenarios/laws.h"

namespace campaigns {

namespace {

using namespace std::chrono_literals;
using scenarios::Line;
using scenarios::Mismatch;
using scenarios::Stage;

constexpr int quiet_enough = 3;
constexpr int most_passes = 30;

/// The platforms' own refusals that a scenario ordered stay: they are part of its world.
void mend(Stage& stage) {
    for (const auto side : scenarios::both_sides) {
        stage.door(side).deliver_late();
        stage.door(side).mend();
        stage.service(side).clear_forced();
    }
}

using Words = std::vector<std::string>;

/// The options of `pass [options]` or `passes N every D [options]`.
Words options_of(const Line& pass) {
    const auto words = scenarios::words_of(pass.text);
    const std::size_t before = words.empty() || words[0] == "pass" ? 1 : 4;
    return words.size() <= before ? Words{} : Words(words.begin() + static_cast<std::ptrdiff_t>(before), words.end());
}

/// Returns what it wrote.
std::int64_t run_once(Stage& stage, const Line& line, const Words& options) {
    stage.advance_clock(3min);
    const auto result = stage.run(scenarios::arguments_of_pass(options));
    scenarios::check_laws(stage, result, line);
    std::int64_t writes = 0;
    for (const auto& [side, counters] : result.counters) writes += counters.writes();
    return writes;
}

void run_until_quiet(Stage& stage, const Line& line) {
    int quiet = 0;
    for (int pass = 0; pass < most_passes; ++pass) {
        quiet = run_once(stage, line, {}) == 0 ? quiet + 1 : 0;
        if (quiet == quiet_enough) return;
    }
    throw Mismatch(line.number, "no rest after " + std::to_string(most_passes) + " passes");
}

void add_records(Stage& stage, Signature& signature) {
    for (const auto side : scenarios::both_sides)
        for (auto record : stage.people().records(side)) {
            const auto* const origin = stage.people().was_given(side, record.id) ? "given " : "made ";
            record.id.clear();
            signature.push_back(std::string(scenarios::name_of(side)) + " " + origin + scenarios::shown(record));
        }
}

/// A state that cannot be used is told by its error, which names no contact.
void add_state(Stage& stage, Signature& signature) {
    const auto result = stage.run_beside({"status", "--format", "json"});
    if (!result.report) {
        signature.push_back("state: " + result.standard_error);
        return;
    }
    const auto& status = *result.report;
    for (const auto side : scenarios::both_sides) {
        const auto& platform = status[scenarios::name_of(side)];
        for (const auto* member : {"records", "missing", "to_create"})
            if (platform.contains(member))
                signature.push_back(std::string("state ") + scenarios::name_of(side) + " " + member + " " +
                                    platform[member].dump());
    }
    for (const auto* member : {"on_both", "ambiguous"})
        if (status.contains(member)) signature.push_back(std::string("state ") + member + " " + status[member].dump());
    if (!status.contains("actions")) return;
    for (const auto& action : status["actions"])
        signature.push_back("state action " + action["do"].dump() + " " + action["on"].dump() + " " +
                            action["key"].dump() + " " + action["reason"].dump());
}

std::string only_in(const Signature& here, const Signature& there, const char* mark) {
    Signature lines;
    std::set_difference(here.begin(), here.end(), there.begin(), there.end(), std::back_inserter(lines));
    std::string text;
    for (const auto& line : lines) text += std::string("\n  ") + mark + " " + line;
    return text;
}

}  // namespace

Signature signature_of(Stage& stage) {
    Signature signature;
    add_records(stage, signature);
    add_state(stage, signature);
    std::sort(signature.begin(), signature.end());
    return signature;
}

std::string difference(const Signature& expected, const Signature& found) {
    return only_in(expected, found, "expected:") + only_in(found, expected, "found:   ");
}

void settle(Stage& stage, const Line& line) {
    mend(stage);
    run_once(stage, line, options_of(line));
    run_until_quiet(stage, line);
    stage.advance_clock(25h);
    run_until_quiet(stage, line);
}

}  // namespace campaigns
