#include "check.h"

#include <fmt/format.h>

#include <sstream>

#include "output.h"
#include "pdhs/connect.h"
#include "pdhs/core/check.h"
#include "pdhs/core/verdict.h"
#include "pdhs/pass_options.h"
#include "pdhs/pdhs.h"
#include "pdhs/report/check_text.h"
#include "pdhs/report/log_file.h"
#include "pdhs/state/lock.h"
#include "pdhs/state/state_file.h"
#include "pdhs/sync/checking.h"
#include "pdhs/system/file_facts.h"
#include "progress_line.h"

namespace {

using namespace pdhs;

/// Whoever may write the file may also send the tokens elsewhere.
Finding env_file_finding(const std::string& path) {
    const Topic topic{"env_file", {}};
    if (path.empty()) return fine(topic, "there is none; the environment has the tokens");
    const auto facts = facts_of(path, Links::follow);
    if (facts.error) return fine(topic, path);
    if (facts.is_open_to_others)
        return worth_a_look(topic, fmt::format("other users of this machine may read or change {}, which holds the "
                                               "tokens: {}",
                                               path, advice_to_make_private()));
    if (!facts.is_ours)
        return worth_a_look(topic, fmt::format("{} belongs to another user, who may read and change it: run as its "
                                               "owner",
                                               path));
    return fine(topic, fmt::format("{}, which no other user may read", path));
}

Finding file_finding(const std::string& topic, const std::string& path, const Result<void>& usable) {
    if (!usable) return broken({topic, {}}, usable.error().message, ExitCode::unusable);
    return fine({topic, {}}, path);
}

/// One call of `pdhs-sync check`.
class Check {
  public:
    Check(const CommandLine& line, const Clock& clock, Interrupt& interrupt)
        : line_(line), clock_(clock), interrupt_(interrupt), progress_line_(stderr) {}

    ExitCode run() {
        const auto settings = load_settings(line_.settings);
        if (settings)
            check_with(*settings);
        else
            add_problems(settings.error().message);
        if (interrupt_.requested()) add_interrupt();
        const bool is_json = line_.check.format == OutputFormat::json;
        write(is_json ? check_as_json(report_, version()) + "\n" : conclusion_as_text(report_));
        return was_written_ ? report_.exit_code() : ExitCode::unusable;
    }

  private:
    void write(const std::string& text) { was_written_ = was_written_ && write_report(text); }

    /// For people at once: asking the platforms, which comes last, may take a while.
    void add(Finding finding) {
        progress_line_.clear();
        if (line_.check.format == OutputFormat::text) write(finding_as_text(finding, terminal_of_stdout()));
        report_.findings.push_back(std::move(finding));
    }

    void add_problems(const std::string& lines) {
        std::istringstream stream(lines);
        for (std::string line; std::getline(stream, line);) add(broken({"settings", {}}, line, ExitCode::unusable));
    }

    void add_interrupt() {
        const auto stopped = verdict({.signal = interrupt_.signal(), .dry_run = true});
        add(broken({"interrupt", {}}, "stopped by a signal before everything was looked at", stopped.exit_code));
    }

    void check_with(const Settings& settings) {
        for (const auto& warning : settings.warnings) add(worth_a_look({"settings", {}}, warning));
        add(env_file_finding(settings.env_file));
        auto use = check_state(settings);
        auto copy = use == StateUse::none ? Store::open_empty() : Store::open_copy(settings.state_path);
        if (!copy) {
            add(broken({"state", {}}, copy.error().message, ExitCode::unusable));
            use = StateUse::none;
            copy = Store::open_empty();
        } else if (use != StateUse::none) {
            add(fine({"state", {}}, settings.state_path));
        }
        if (use != StateUse::none) use = check_lock(settings);
        add(file_finding("log", settings.log_path, LogFile::check(settings.log_path)));
        if (!copy) return;
        if (auto asked = ask(settings, **copy, use); !asked)
            add(broken({"state", {}}, asked.error().message, ExitCode::unusable));
        progress_line_.clear();
    }

    StateUse check_state(const Settings& settings) {
        const auto usable = check_state_file(settings.state_path);
        if (usable) return StateUse::good;
        add(broken({"state", {}}, usable.error().message, ExitCode::unusable));
        return StateUse::none;
    }

    StateUse check_lock(const Settings& settings) {
        const Topic topic{"lock", {}};
        const auto holder = PassLock::holder(settings.state_path);
        if (!holder) {
            add(broken(topic, holder.error().message, ExitCode::unusable));
            return StateUse::none;
        }
        add(fine(topic, *holder ? fmt::format("a pass is running now ({})", **holder) : "no pass is running"));
        return *holder ? StateUse::busy : StateUse::good;
    }

    /// The tokens are worth a look even where the state is of no use.
    Result<void> ask(const Settings& settings, Store& copy, StateUse use) {
        const auto tell = progress_line_.teller();
        const auto platforms = connect(settings, interrupt_, tell);
        SilentLog log;  // what a dry run would log, nobody asked for
        World world{copy,       nullptr, {platforms.hubspot.get(), platforms.pipedrive.get()}, log, clock_,
                    interrupt_, tell,    {settings.hubspot.token, settings.pipedrive.token}};
        PDHS_TRY(auto checked, check_platforms(world, pass_options({}, settings), use));
        for (auto& finding : checked.findings) add(std::move(finding));
        report_.forecast = checked.forecast;
        report_.first_pass = checked.first_pass;
        if (use == StateUse::none) return {};
        // A busy state costs a line of its ledger, and nobody a pass.
        if (const auto kept = Store::add_to_ledger_of(settings.state_path, checked.spent); !kept)
            add(worth_a_look({"state", {}}, kept.error().message));
        return {};
    }

    const CommandLine& line_;
    const Clock& clock_;
    Interrupt& interrupt_;
    ProgressLine progress_line_;
    CheckReport report_;
    bool was_written_ = true;
};

}  // namespace

ExitCode check(const CommandLine& line, const Clock& clock, Interrupt& interrupt) {
    return Check(line, clock, interrupt).run();
}
