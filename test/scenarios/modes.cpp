#include "scenarios/modes.h"

#include <algorithm>
#include <set>

#include "scenarios/acts.h"
#include "scenarios/laws.h"
#include "scenarios/play.h"

namespace scenarios {

namespace {

/// `swap yes` and the like, anywhere in the file.
bool says(const Script& script, const std::string& text) {
    return std::any_of(script.lines.begin(), script.lines.end(), [&](const Line& line) { return line.text == text; });
}

/// `not in dry-run: because ...`
bool opts_out(const Script& script, const std::string& mode) {
    const auto beginning = "not in " + mode + ": ";
    return std::any_of(script.lines.begin(), script.lines.end(),
                       [&](const Line& line) { return line.text.starts_with(beginning); });
}

/// What a dry run must leave as it was: the names of all files but its own outputs.
std::set<std::string> files_of(const Stage& stage) {
    std::set<std::string> files;
    for (const auto& entry : std::filesystem::directory_iterator(stage.folder())) {
        const auto name = entry.path().filename().string();
        const bool is_output = name.starts_with("stdout.") || name.starts_with("stderr.") || name == "output.log";
        if (!is_output && name != ".env") files.insert(name);
    }
    return files;
}

/// A file may go: what a killed pass left beside the state is cleared away by whoever opens it next.
void check_no_file_is_new(const Stage& stage, const std::set<std::string>& before, const Line& pass) {
    for (const auto& file : files_of(stage))
        if (!before.contains(file)) throw Mismatch(pass.number, "a dry run left " + file);
}

/// Who is created where, out of the actions with one of these results.
std::set<std::string> creates_in(const PassResult& result, const std::set<std::string>& results) {
    std::set<std::string> creates;
    if (!result.report) return creates;
    for (const auto& action : (*result.report)["actions"]) {
        const bool is_create = action["do"] == "create" || action["do"] == "recreate";
        if (is_create && action["result"].is_string() && results.contains(action["result"].get<std::string>()))
            creates.insert(action["from"].get<std::string>() + " on " + action["on"].get<std::string>());
    }
    return creates;
}

std::string listed(const std::set<std::string>& texts) {
    std::string text;
    for (const auto& one : texts) text += "\n    " + one;
    return text;
}

/// Before each plain pass a dry run: it changes nothing, and says what the pass then does.
class DryRunFirst : public Observer {
  public:
    void before_pass(Stage& stage, const Line& pass, bool is_plain) override {
        planned_.reset();
        if (!is_plain) return;
        const auto files = files_of(stage);
        const auto result = stage.run(arguments_of_pass({"--dry-run"}));
        check_laws(stage, result, pass);
        check_nothing_was_written(result, pass);
        check_report(result, pass);
        check_no_file_is_new(stage, files, pass);
        planned_ = creates_in(result, {"planned"});
    }

    void after_pass(Stage& /*stage*/, const Line& pass, const PassResult& result) override {
        if (!planned_) return;
        const auto tried = creates_in(result, {"created", "exists", "failed", "unknown"});
        if (tried != *planned_)
            throw Mismatch(pass.number,
                           "planned by the dry run:" + listed(*planned_) + "\ntried by the pass:" + listed(tried));
    }

  private:
    std::optional<std::set<std::string>> planned_;
};

void run_idle_pass(Stage& stage, const Line& line, const PassResult& last, const std::string& what) {
    const auto result = stage.run(arguments_of_pass());
    try {
        check_laws(stage, result, line);
        check_report(result, line);
        check_nothing_was_written(result, line);
    } catch (const Mismatch& mismatch) {
        throw Mismatch(mismatch.line(), what + ": " + mismatch.what());
    }
    if (result.end.status != 0 && result.end.status != last.end.status)
        throw Mismatch(line.number,
                       what + ": exit " + std::to_string(result.end.status) + "\n" + result.standard_output);
}

/// After the end two more passes: they write nothing.
class AgainAtEnd : public Observer {
  public:
    void at_end(Stage& stage, const Line& line, const PassResult& last) override {
        run_idle_pass(stage, line, last, "a second pass");
        run_idle_pass(stage, line, last, "a third pass");
    }
};

/// After the end a pass with nothing remembered: it writes nothing either.
class ForgetAtEnd : public Observer {
  public:
    void at_end(Stage& stage, const Line& line, const PassResult& last) override {
        stage.delete_state();
        run_idle_pass(stage, line, last, "a pass without the state");
    }
};

template <class ObserverType>
void play_with(const Script& script, const std::string& program) {
    ObserverType observer;
    play(script, program, observer);
}

std::string with_sides_exchanged(const std::string& text) {
    const std::string here = "hubspot";
    const std::string there = "pipedrive";
    std::string result;
    for (std::size_t at = 0; at < text.size();) {
        const bool is_here = text.compare(at, here.size(), here) == 0;
        const bool is_there = text.compare(at, there.size(), there) == 0;
        result += is_here ? there : is_there ? here : text.substr(at, 1);
        at += is_here ? here.size() : is_there ? there.size() : 1;
    }
    return result;
}

/// Whether the text from its third word on, or each line below it, is a row.
bool holds_rows(const std::string& verb) {
    return verb == "given" || verb == "then" || verb == "add" || verb == "edit";
}

Line swapped_line(const Line& line) {
    Line result{line.number, with_sides_exchanged(line.text), {}};
    const auto words = words_of(line.text);
    const bool has_rows = holds_rows(words.front());
    if (has_rows && (words.front() == "add" || words.front() == "edit")) {
        const auto row = line.text.substr(line.text.find(words[1]) + words[1].size());
        const auto side = side_of(line, words[1]);
        result.text = words.front() + " " + name_of(other(side)) + " " + row_for_other_side(side, line, trimmed(row));
    }
    for (const auto& below : line.block) {
        const auto text = has_rows ? row_for_other_side(side_of(line, words.at(1)), below, below.text)
                                   : with_sides_exchanged(below.text);
        result.block.push_back({below.number, text, {}});
    }
    return result;
}

}  // namespace

Script swapped(const Script& script) {
    Script result{script.name, script.headline, {}};
    for (const auto& line : script.lines) result.lines.push_back(swapped_line(line));
    return result;
}

const std::vector<Mode>& modes() {
    static const std::vector<Mode> all = {
        {"plain", [](const Script&) { return true; }, play_with<Observer>},
        {"dry-run", [](const Script& script) { return !opts_out(script, "dry-run"); }, play_with<DryRunFirst>},
        {"second-pass", [](const Script& script) { return !opts_out(script, "second-pass"); }, play_with<AgainAtEnd>},
        {"swapped", [](const Script& script) { return says(script, "swap yes"); },
         [](const Script& script, const std::string& program) { play_with<AgainAtEnd>(swapped(script), program); }},
        {"state-deleted", [](const Script& script) { return says(script, "forget yes"); }, play_with<ForgetAtEnd>},
    };
    return all;
}

const Mode& richest_mode(const Script& script) {
    for (const auto* const name : {"dry-run", "second-pass"}) {
        const auto mode =
            std::find_if(modes().begin(), modes().end(), [&](const Mode& one) { return one.name == name; });
        if (mode->fits(script)) return *mode;
    }
    return modes().front();
}

}  // namespace scenarios
