#include "campaigns/settling.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <utility>

#include "campaigns/trouble.h"
#include "pdhs/state/sqlite.h"
#include "scenarios/acts.h"
#include "scenarios/compare.h"
#include "scenarios/faults.h"
#include "scenarios/laws.h"

namespace campaigns {

namespace {

using namespace std::chrono_literals;
using scenarios::Line;
using scenarios::Mismatch;
using scenarios::Side;
using scenarios::Stage;

constexpr auto as_scheduled = 30s;
/// Longer than an intent rests and the search lags.
constexpr auto at_leisure = 3min;
constexpr auto until_asked_again = 61min;
constexpr auto a_day = 25h;

constexpr int quiet_enough = 2;
constexpr int most_passes = 30;
constexpr int most_hours = 6;
constexpr int enough_writing = 2;
constexpr int enough_hours = 2;

using Words = std::vector<std::string>;

/// The options of `pass [options]` or `passes N every D [options]`.
Words options_of(const Line& pass) {
    const auto words = scenarios::words_of(pass.text);
    const std::size_t before = words.empty() || words[0] == "pass" ? 1 : 4;
    return words.size() <= before ? Words{} : Words(words.begin() + static_cast<std::ptrdiff_t>(before), words.end());
}

/// A state that cannot be used tells of nobody.
bool is_anybody_parked(Stage& stage) {
    const auto status = stage.run_beside({"status", "--format", "json"}).report;
    if (!status || !status->contains("actions")) return false;
    const auto& actions = (*status)["actions"];
    return std::any_of(actions.begin(), actions.end(),
                       [](const sandbox::Json& action) { return action["reason"] == "parked"; });
}

/// Returns Rest::writing.
int run_until_quiet(Stage& stage, const Line& line) {
    int quiet = 0;
    int writing = 0;
    for (int pass = 0; pass < most_passes; ++pass) {
        const bool may_write = is_anybody_parked(stage);
        const bool has_written = run_after(stage, line, at_leisure) > 0;
        writing += has_written && !may_write ? 1 : 0;
        quiet = has_written ? 0 : quiet + 1;
        if (quiet == quiet_enough) return writing;
    }
    throw Mismatch(line.number, "no rest after " + std::to_string(most_passes) + " passes");
}

/// Whether a platform is left alone for a while, or its listing has to go on. A state that cannot be used tells
/// neither.
bool is_held_up(Stage& stage) {
    const auto status = stage.run_beside({"status", "--format", "json"}).report;
    return std::any_of(std::begin(scenarios::both_sides), std::end(scenarios::both_sides), [&](Side side) {
        if (!status || !status->contains(scenarios::name_of(side))) return false;
        const auto& platform = (*status)[scenarios::name_of(side)];
        return !platform["block"].is_null() || !platform["cut_listing"].is_null();
    });
}

/// A platform that turned the program away is asked again once an hour at least.
void wait_while_held_up(Stage& stage, const Line& line, Rest& rest) {
    if (!is_held_up(stage)) return;
    for (; rest.hours < most_hours && is_held_up(stage); ++rest.hours) run_after(stage, line, until_asked_again);
    rest.writing = std::max(rest.writing, run_until_quiet(stage, line));
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

/// A record without its id, by side and id.
using Shown = std::map<std::pair<Side, std::string>, std::string>;

Shown all_shown(Stage& stage) {
    Shown shown;
    for (const auto side : scenarios::both_sides)
        for (auto record : stage.people().records(side)) {
            const auto id = std::exchange(record.id, "");
            shown[{side, id}] = scenarios::shown(record);
        }
    return shown;
}

/// Who is bound to whom. No output of the program tells it of all at once, so the state is asked itself.
void add_bonds(Stage& stage, Signature& signature) {
    const auto state = pdhs::Connection::open(stage.folder() / "pdhs-sync.db", pdhs::Access::write);
    if (!state) return;
    const auto shown = all_shown(stage);
    const auto shown_one = [&](Side side, const std::string& id) {
        const auto found = shown.find({side, id});
        return found == shown.end() ? "who is gone" : found->second;
    };
    auto bonds = (*state)->query(
        "SELECT contact.id, person.id FROM bonds JOIN records contact ON contact.number = bonds.contact"
        " JOIN records person ON person.number = bonds.person");
    const auto read = bonds.each([&](const pdhs::Query& row) {
        signature.push_back("bond" + shown_one(Side::hubspot, row.text(0)) + " =" +
                            shown_one(Side::pipedrive, row.text(1)));
    });
    if (!read) signature.push_back("bonds: " + read.error().message);
}

/// What the mirror holds of each living record.
void add_mirror(Stage& stage, Signature& signature) {
    const auto state = pdhs::Connection::open(stage.folder() / "pdhs-sync.db", pdhs::Access::write);
    if (!state) return;
    auto records = (*state)->query(
        "SELECT crm, first_name || '|' || last_name || '|' || name, emails, phones, company FROM records"
        " WHERE status = 0");
    const auto read = records.each([&](const pdhs::Query& row) {
        const auto side = scenarios::name_of(row.integer(0) == 0 ? Side::hubspot : Side::pipedrive);
        signature.push_back("mirror " + std::string(side) + " " + row.text(1) + " " + row.text(2) + " " + row.text(3) +
                            " " + row.text(4));
    });
    if (!read) signature.push_back("mirror: " + read.error().message);
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
    add_bonds(stage, signature);
    add_mirror(stage, signature);
    std::sort(signature.begin(), signature.end());
    return signature;
}

std::string difference(const Signature& expected, const Signature& found) {
    return only_in(expected, found, "expected:") + only_in(found, expected, "found:   ");
}

std::int64_t run_after(Stage& stage, const Line& line, std::chrono::milliseconds time, const Words& options) {
    stage.advance_clock(time);
    const auto result = stage.run(scenarios::arguments_of_pass(options));
    scenarios::check_laws(stage, result, line);
    std::int64_t writes = 0;
    for (const auto& [side, counters] : result.counters) writes += counters.writes();
    return writes;
}

std::optional<std::string> what_took_too_long(const Rest& rest) {
    if (rest.writing > enough_writing) return std::to_string(rest.writing) + " passes wrote before all was quiet";
    if (rest.hours > enough_hours) return "a platform was held up for " + std::to_string(rest.hours) + " hours";
    return std::nullopt;
}

void end_outages(Stage& stage, const Line& line) {
    const auto end = [&](Side side, const std::vector<Outage>& outages) {
        for (const auto& outage : outages)
            scenarios::act(stage,
                           {line.number, std::string("platform ") + scenarios::name_of(side) + " " + outage.end, {}});
    };
    for (const auto side : scenarios::both_sides) end(side, outages_of_a_day);
    end(Side::hubspot, outages_of_hubspot);
    end(Side::pipedrive, outages_of_pipedrive);
}

Rest come_to_rest(Stage& stage, const Line& line) {
    scenarios::mend(stage);
    run_after(stage, line, as_scheduled, options_of(line));
    run_after(stage, line, as_scheduled);
    for (const auto side : scenarios::both_sides) stage.door(side).deliver_late();
    run_after(stage, line, as_scheduled);
    Rest rest{run_until_quiet(stage, line)};
    wait_while_held_up(stage, line, rest);
    return rest;
}

void live_another_day(Stage& stage, const Line& line) {
    stage.advance_clock(a_day);
    if (const auto problem = what_took_too_long({run_until_quiet(stage, line)}))
        throw Mismatch(line.number, "after a day without trouble " + *problem);
}

}  // namespace campaigns
