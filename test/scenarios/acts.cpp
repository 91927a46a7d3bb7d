#include "scenarios/acts.h"

#include <algorithm>
#include <csignal>
#include <functional>

#include "scenarios/expectations.h"
#include "scenarios/faults.h"
#include "scenarios/laws.h"
#include "scenarios/switches.h"

namespace scenarios {

namespace {

Side side_in(const Line& line) {
    return side_of(line, word_at(line, 1));
}

void give(Stage& stage, const Line& line) {
    for (const auto& row : parse_rows(side_in(line), line)) stage.people().add(side_in(line), row);
}

void add(Stage& stage, const Line& line) {
    stage.people().add(side_in(line), parse_row(side_in(line), line, text_behind(line, 2)));
}

void edit(Stage& stage, const Line& line) {
    stage.people().edit(side_in(line), parse_row(side_in(line), line, text_behind(line, 2)));
}

void remove(Stage& stage, const Line& line) {
    for (const auto& name : parse_names(line, text_behind(line, 2))) stage.people().remove(side_in(line), line, name);
}

void restore(Stage& stage, const Line& line) {
    for (const auto& name : parse_names(line, text_behind(line, 2))) stage.people().restore(side_in(line), line, name);
}

void merge(Stage& stage, const Line& line) {
    if (word_at(line, 3) != "into") throw Mismatch(line.number, "merge SIDE NAME into NAME");
    stage.people().merge(side_in(line), line, word_at(line, 2), word_at(line, 4));
}

void move_clock(Stage& stage, const Line& line) {
    const auto word = word_at(line, 1);
    if (word.front() != '+') throw Mismatch(line.number, "clock +90s, +3m, +2h or +1d");
    stage.advance_clock(duration_of(line, word.substr(1)));
}

void move_machine_clock(Stage& stage, const Line& line) {
    const auto word = word_at(line, 1);
    if (word == "right") return stage.set_machine_clock({});
    if (word.front() != '+' && word.front() != '-') throw Mismatch(line.number, "machine-clock +3h, -3h or right");
    const auto time = duration_of(line, word.substr(1));
    stage.set_machine_clock(word.front() == '+' ? time : -time);
}

void set(Stage& stage, const Line& line) {
    const auto text = text_behind(line, 1);
    const auto equals = text.find('=');
    if (equals == std::string::npos) return stage.set(word_at(line, 1), std::nullopt);
    stage.set(text.substr(0, equals), text.substr(equals + 1));
}

void set_environment(Stage& stage, const Line& line) {
    const auto text = text_behind(line, 1);
    const auto equals = text.find('=');
    if (equals == std::string::npos) throw Mismatch(line.number, "environment NAME=VALUE");
    stage.set_environment(text.substr(0, equals), text.substr(equals + 1));
}

void change_state(Stage& stage, const Line& line) {
    const auto how = word_at(line, 1);
    if (how == "deleted") return stage.delete_state();
    if (how == "truncated") return stage.truncate_state();
    if (how == "newer") return stage.make_state_newer();
    throw Mismatch(line.number, "state deleted, truncated or newer");
}

void deliver_late(Stage& stage, const Line& line) {
    if (stage.door(side_in(line)).deliver_late() == 0) throw Mismatch(line.number, "nothing was under way");
}

void send_signal(Stage& stage, const Line& line) {
    static const std::map<std::string, int> signals = {{"TERM", SIGTERM}, {"INT", SIGINT}, {"KILL", SIGKILL}};
    const auto found = signals.find(word_at(line, 1));
    if (found == signals.end()) throw Mismatch(line.number, "signal TERM, INT or KILL");
    stage.send(found->second);
}

void run_another(Stage& stage, const Line& line) {
    const auto result = stage.run_beside(arguments_of_pass());
    const Line exit{line.number, text_behind(line, 1), {}};
    check_expectation(stage, result, exit);
    check_report(result, line);
}

/// Says something about the file itself; the modes read it.
void say_nothing(Stage&, const Line&) {}

using Act = std::function<void(Stage&, const Line&)>;

/// What may stand at the beginning of a line, but `pass` and `passes`, and after `when SIDE REQUEST N:`.
const std::map<std::string, Act>& acts() {
    static const std::map<std::string, Act> table = {
        {"given", give},
        {"add", add},
        {"edit", edit},
        {"delete", remove},
        {"restore", restore},
        {"merge", merge},
        {"clock", move_clock},
        {"machine-clock", move_machine_clock},
        {"setting", set},
        {"environment", set_environment},
        {"state", change_state},
        {"late", deliver_late},
        {"platform", switch_platform},
        {"fault", add_fault},
        {"faults", end_faults},
        {"then", check_then},
        {"signal", send_signal},
        {"another", run_another},
        {"swap", say_nothing},
        {"forget", say_nothing},
        {"not", say_nothing},
        {"in", say_nothing},
    };
    return table;
}

}  // namespace

void act(Stage& stage, const Line& line) {
    const auto found = acts().find(word_at(line, 0));
    if (found == acts().end()) throw Mismatch(line.number, "'" + line.text + "' cannot be understood");
    found->second(stage, line);
}

std::string word_at(const Line& line, std::size_t place) {
    const auto words = words_of(line.text);
    if (place >= words.size()) throw Mismatch(line.number, "'" + line.text + "' lacks a word");
    return words[place];
}

std::vector<std::string> arguments_of_pass(const std::vector<std::string>& options) {
    std::vector<std::string> arguments{"run"};
    if (std::find(options.begin(), options.end(), "--format") == options.end())
        arguments.insert(arguments.end(), {"--format", "json"});
    arguments.insert(arguments.end(), options.begin(), options.end());
    return arguments;
}

}  // namespace scenarios
