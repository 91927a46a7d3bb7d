#include "scenarios/expectations.h"

#include <csignal>
#include <functional>
#include <sstream>

#include "scenarios/compare.h"
#include "scenarios/laws.h"

namespace scenarios {

namespace {

using sandbox::Json;
using Words = std::vector<std::string>;

struct Question {
    Stage& stage;
    const PassResult& result;
    const Line& line;
    Words words;

    [[noreturn]] void fail(const std::string& message) const { throw Mismatch(line.number, message); }
    [[nodiscard]] const std::string& word(std::size_t place) const {
        if (place >= words.size()) fail("'" + line.text + "' lacks a word");
        return words[place];
    }
    [[nodiscard]] int number(std::size_t place) const { return number_of(line, word(place)); }
    [[nodiscard]] const Json& report() const {
        if (!result.report) fail("there is no report to look into");
        return *result.report;
    }
};

void equals(const Question& question, const std::string& what, const Json& actual, const Json& expected) {
    if (actual != expected) question.fail(what + " is " + actual.dump() + ", not " + expected.dump());
}

/// `7`, `at-most 7`, from that word on.
void counts(const Question& question, const std::string& what, std::int64_t actual, std::size_t place) {
    const bool is_bound = question.word(place) == "at-most";
    const auto expected = question.number(is_bound ? place + 1 : place);
    if (is_bound ? actual > expected : actual != expected)
        question.fail(what + ": " + std::to_string(actual) + ", not " + (is_bound ? "at most " : "") +
                      std::to_string(expected));
}

/// The flag that a word says.
bool yes_or_no(const Question& question, std::size_t place) {
    const auto& word = question.word(place);
    if (word != "yes" && word != "no") question.fail("yes or no?");
    return word == "yes";
}

void exit_status(const Question& question) {
    if (question.word(1) == "killed") {
        if (question.result.end.signal != SIGKILL) question.fail("it was not killed");
        return;
    }
    if (question.result.end.signal != 0) question.fail("a signal ended it");
    equals(question, "the exit status", question.result.end.status, question.number(1));
}

void no_report(const Question& question) {
    if (!question.result.standard_output.empty()) question.fail("standard output is not empty");
}

/// `creates nothing`, `creates hubspot 3`: with those created again.
void creates(const Question& question) {
    const auto made = [&](const std::string& side) {
        const auto& platform = question.report()[side];
        return platform["created"].get<int>() + platform["recreated"].get<int>();
    };
    if (question.word(1) != "nothing")
        return equals(question, "created", made(name_of(side_of(question.line, question.word(1)))), question.number(2));
    for (const auto side : both_sides) equals(question, "created", made(name_of(side)), 0);
    check_nothing_was_written(question.result, question.line);
}

/// `recreated hubspot 1` and so on: a number of one platform's part of the report.
void platform_number(const Question& question) {
    const std::string side = name_of(side_of(question.line, question.word(1)));
    equals(question, question.word(0), question.report()[side][question.word(0)], question.number(2));
}

/// `complete hubspot yes`
void complete(const Question& question) {
    const std::string side = name_of(side_of(question.line, question.word(1)));
    equals(question, "complete", question.report()[side]["complete"], yes_or_no(question, 2));
}

/// `mode hubspot changes`: how the side was read.
void mode(const Question& question) {
    const std::string side = name_of(side_of(question.line, question.word(1)));
    equals(question, "mode", question.report()[side]["mode"], question.word(2));
}

/// `paced yes`: it was not its turn.
void paced(const Question& question) {
    equals(question, "paced", question.report()["paced"], yes_or_no(question, 1));
}

/// `tokens 15`, `tokens at-most 15`: of Pipedrive's, as Pipedrive itself counts.
void tokens(const Question& question) {
    counts(question, "tokens", question.result.counters.at(Side::pipedrive).tokens, 1);
}

/// `log-lines at-most 1`: those that everybody has, at the level info and above.
void log_lines(const Question& question) {
    constexpr int info = 30;
    std::istringstream log(question.result.log);
    int lines = 0;
    for (std::string text; std::getline(log, text);)
        if (const auto json = sandbox::parse_json(text); json && json->value("level", 0) >= info) ++lines;
    counts(question, "lines of the log", lines, 1);
}

/// `pending 3` and so on: a number of the report itself.
void report_number(const Question& question) {
    equals(question, question.word(0), question.report()[question.word(0)], question.number(1));
}

/// `error unauthorized`: the error's kind.
void error_kind(const Question& question) {
    const auto& error = question.report()["error"];
    if (!error.is_object() || error["kind"] != question.word(1)) question.fail("error is " + error.dump());
}

std::string id_text(const Question& question, const std::string& reference) {
    const auto colon = reference.find(':');
    if (colon == std::string::npos) question.fail("'" + reference + "' is not of the form side:name");
    const auto side = side_of(question.line, reference.substr(0, colon));
    return std::string(name_of(side)) + ":" +
           question.stage.people().id_of(side, question.line, reference.substr(colon + 1));
}

/// The action about this record.
const Json& action_about(const Question& question, const std::string& reference) {
    const auto from = id_text(question, reference);
    for (const auto& action : question.report()["actions"])
        if (action["from"] == from) return action;
    question.fail("no action about " + reference + " (" + from + "): " + question.report()["actions"].dump());
}

/// `skips pipedrive:grace no_key`: it is left alone.
void skips(const Question& question) {
    const auto& action = action_about(question, question.word(1));
    equals(question, "do", action["do"], "skip");
    equals(question, "reason", action["reason"], question.word(2));
}

/// `holds hubspot:ada intent_open`: it waits for a later pass.
void holds(const Question& question) {
    const auto& action = action_about(question, question.word(1));
    equals(question, "result", action["result"], "pending");
    equals(question, "reason", action["reason"], question.word(2));
}

/// `result pipedrive:ada failed`
void result(const Question& question) {
    equals(question, "result", action_about(question, question.word(1))["result"], question.word(2));
}

/// `leaves pipedrive:ada alone`: no action is about it.
void leaves(const Question& question) {
    const auto from = id_text(question, question.word(1));
    for (const auto& action : question.report()["actions"])
        if (action["from"] == from) question.fail("an action is about it: " + action.dump());
}

/// `requests hubspot list 3`, `requests hubspot any at-most 40`
void requests(const Question& question) {
    const auto side = side_of(question.line, question.word(1));
    const auto& counters = question.result.counters.at(side);
    const auto found = counters.by_kind.find(question.word(2));
    const auto of_kind = found == counters.by_kind.end() ? 0 : found->second;
    counts(question, "requests", question.word(2) == "any" ? counters.requests : of_kind, 3);
}

/// `log has TEXT`, `stderr lacks TEXT`
void output(const Question& question) {
    const auto text = question.word(0) == "stdout"   ? question.result.standard_output
                      : question.word(0) == "stderr" ? question.result.standard_error
                                                     : question.result.log;
    const bool is_there = text.find(text_behind(question.line, 2)) != std::string::npos;
    if (question.word(1) != "has" && question.word(1) != "lacks") question.fail("has or lacks?");
    if (is_there != (question.word(1) == "has")) question.fail("it is not so; there is: " + text.substr(0, 4000));
}

using Check = std::function<void(const Question&)>;

const std::map<std::string, Check>& checks() {
    static const std::map<std::string, Check> table = {
        {"exit", exit_status},
        {"creates", creates},
        {"no-report", no_report},
        {"recreated", platform_number},
        {"exists", platform_number},
        {"failed", platform_number},
        {"read", platform_number},
        {"complete", complete},
        {"mode", mode},
        {"paced", paced},
        {"tokens", tokens},
        {"log-lines", log_lines},
        {"pending", report_number},
        {"parked", report_number},
        {"ambiguous", report_number},
        {"skipped", report_number},
        {"error", error_kind},
        {"skips", skips},
        {"holds", holds},
        {"result", result},
        {"leaves", leaves},
        {"requests", requests},
        {"log", output},
        {"stdout", output},
        {"stderr", output},
    };
    return table;
}

void then_count(Stage& stage, const Line& line, Side side, int count) {
    const auto records = stage.people().records(side);
    if (records.size() == static_cast<std::size_t>(count)) return;
    std::string text = "there are " + std::to_string(records.size());
    for (std::size_t i = 0; i < std::min<std::size_t>(records.size(), 20); ++i) text += "\n    " + shown(records[i]);
    throw Mismatch(line.number, text);
}

void then_rows(Stage& stage, const Line& line, Side side) {
    const auto problem = difference(
        parse_rows(side, line), stage.people().records(side),
        [&](const Row& row) {
            return stage.people().id_of(side, {row.line, {}, {}}, row.name);
        },
        [&](const std::string& id) { return stage.people().was_given(side, id); });
    if (!problem.empty()) throw Mismatch(line.number, problem);
}

void then_used(Stage& stage, const Line& line) {
    const PassResult none;
    const Question question{stage, none, line, words_of(line.text)};
    counts(question, "used today", stage.service(side_of(line, question.word(1))).spent_today(), 3);
}

void then_same_addresses(Stage& stage, const Line& line) {
    for (const auto side : both_sides) {
        const auto missing = missing_address(stage.people().records(side), stage.people().records(other(side)));
        if (!missing.empty()) throw Mismatch(line.number, missing + " stands on " + name_of(side) + " only");
    }
}

}  // namespace

bool is_expectation(const Line& line) {
    return checks().contains(words_of(line.text).front());
}

void check_expectation(Stage& stage, const PassResult& result, const Line& line) {
    const Question question{stage, result, line, words_of(line.text)};
    checks().at(question.word(0))(question);
}

void check_then(Stage& stage, const Line& line) {
    const auto words = words_of(line.text);
    if (line.text == "then both sides hold the same addresses") return then_same_addresses(stage, line);
    if (words.size() == 4 && words[2] == "has")
        return then_count(stage, line, side_of(line, words[1]), number_of(line, words[3]));
    if (words.size() >= 4 && words[2] == "used") return then_used(stage, line);
    if (words.size() == 3 && words[2] == "is") return then_rows(stage, line, side_of(line, words[1]));
    throw Mismatch(
        line.number,
        "then SIDE has NUMBER; then SIDE used [at-most] NUMBER; then SIDE is, with rows below; then both sides "
        "hold the same addresses");
}

}  // namespace scenarios
