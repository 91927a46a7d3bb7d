#include "run.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <cstdio>

#include "connect.h"
#include "output.h"
#include "pass_options.h"
#include "pdhs/core/verdict.h"
#include "pdhs/report/csv.h"
#include "pdhs/report/json.h"
#include "pdhs/report/markdown.h"
#include "pdhs/report/pino_log.h"
#include "pdhs/report/text.h"
#include "pdhs/state/state_file.h"
#include "pdhs/sync/pass.h"
#include "pdhs/system/console.h"
#include "progress_line.h"

namespace {

using namespace pdhs;

constexpr auto logged_warnings = "logged_warnings";

std::string warning_line(const std::string& warning) {
    return fmt::format("pdhs-sync: warning: {}\n", warning);
}

/// What a dry run spent, for the ledger of the real state.
std::vector<LedgerEntry> spending_of(const Report& report) {
    std::vector<LedgerEntry> entries;
    entries.reserve(both_crms.size());
    for (const auto crm : both_crms)
        entries.push_back({crm, report.started, report.platforms[crm].requests, report.platforms[crm].tokens, {}});
    return entries;
}

/// One call of `pdhs-sync run`.
class Run {
  public:
    Run(const CommandLine& line, const Clock& clock, Interrupt& interrupt)
        : line_(line), clock_(clock), interrupt_(interrupt), progress_line_(stderr) {}

    ExitCode run() {
        auto report = pass();
        Report shown = report ? std::move(*report) : failed(report.error());
        progress_line_.clear();
        // What a real pass did is told by its status all the same.
        const bool is_in_vain = !write(shown) && line_.run.dry_run;
        return is_in_vain ? ExitCode::unusable : shown.exit_code;
    }

  private:
    Result<Report> pass() {
        PDHS_TRY(const auto settings, load_settings(line_.settings, current_environment()));
        PDHS_TRY(const auto log, open_log(settings));
        if (!line_.run.quiet)
            for (const auto& warning : settings.warnings) write_text(stderr, warning_line(warning));
        auto report = line_.run.dry_run ? dry_pass(settings, *log) : real_pass(settings, *log);
        // A person has read them above.
        if (report && line_.run.format == OutputFormat::json)
            report->warnings.insert(report->warnings.begin(), settings.warnings.begin(), settings.warnings.end());
        if (!report && report.error().kind != ErrorKind::locked)
            log->write(LogLevel::error, report.error().message, {});
        return report;
    }

    /// Where a folder is another user's, log and state cannot be used, and the state's error says more.
    Result<std::unique_ptr<Log>> open_log(const Settings& settings) const {
        auto log = open_pino_log({settings.log_path, settings.log_level, settings.log_max_bytes}, clock_);
        if (!log && !line_.run.dry_run) PDHS_CHECK(check_state_file(settings.state_path));
        return log;
    }

    /// Only when they are not those of the pass before: a schedule would fill the log with them.
    static Result<void> log_news(const std::vector<std::string>& warnings, Log& log, Store& store) {
        const auto all = fmt::format("{}", fmt::join(warnings, "\n"));
        PDHS_TRY(const auto former, store.get_value(logged_warnings));
        if (former.value_or("") == all) return {};
        for (const auto& warning : warnings) log.write(LogLevel::warn, warning, {});
        return store.set_value(logged_warnings, all);
    }

    Result<Report> real_pass(const Settings& settings, Log& log) {
        const bool by_hand = line_.run.full || line_.run.force;
        const Millis patience = by_hand ? std::chrono::seconds{60} : std::chrono::seconds{0};
        PDHS_CHECK(check_state_file(settings.state_path));
        PDHS_TRY(const auto lock, PassLock::take(settings.state_path, patience, interrupt_));
        PDHS_TRY(const auto store, Store::open(settings.state_path));
        PDHS_CHECK(log_news(settings.warnings, log, *store));
        return pass_with(settings, log, *store, &lock);
    }

    Result<Report> dry_pass(const Settings& settings, Log& log) {
        PDHS_TRY(const auto copy, Store::open_copy(settings.state_path));
        auto report = pass_with(settings, log, *copy, nullptr);
        const auto kept = Store::add_to_ledger_of(settings.state_path, spending_of(report));
        if (!kept) report.warnings.push_back(kept.error().message);
        return report;
    }

    Report pass_with(const Settings& settings, Log& log, Store& store, const PassLock* lock) {
        const auto tell = progress_line_.teller(!line_.run.quiet);
        const auto platforms = connect(settings, interrupt_, tell);
        World world{store,      lock, {platforms.hubspot.get(), platforms.pipedrive.get()}, log, clock_,
                    interrupt_, tell, {settings.hubspot.token, settings.pipedrive.token}};
        return sync_contacts(world, pass_options(line_.run, settings));
    }

    /// The report of a pass that could not begin.
    Report failed(const Error& error) const {
        Report report;
        report.dry_run = line_.run.dry_run;
        report.started = clock_.now();
        report.exit_code = error.kind == ErrorKind::locked ? ExitCode::locked : ExitCode::unusable;
        if (interrupt_.requested())
            report.exit_code = verdict({.signal = interrupt_.signal(), .dry_run = line_.run.dry_run}).exit_code;
        report.error = ReportError{std::string(name_of(error.kind)), error.message};
        return report;
    }

    /// Whether the report reached its reader, if it is wanted.
    bool write(const Report& report) const {
        if (report.error && is_worth_stderr(report.exit_code) && !will_be_read_below(report))
            write_error(report.error->message);
        const bool is_wanted = !line_.run.quiet && (line_.run.format != OutputFormat::text || report.pass > 0);
        return !is_wanted || write_report(formatted(report));
    }

    [[nodiscard]] std::string formatted(const Report& report) const {
        switch (line_.run.format) {
            case OutputFormat::json:
                return report_as_json(report, program_version()) + "\n";
            case OutputFormat::markdown:
                return report_as_markdown(report);
            case OutputFormat::csv:
                return report_as_csv(report);
            case OutputFormat::text:
                break;
        }
        return report_as_text(report, terminal_of_stdout());
    }

    /// Where the report follows on the same screen, it tells the error itself.
    [[nodiscard]] bool will_be_read_below(const Report& report) const {
        return line_.run.format == OutputFormat::text && !line_.run.quiet && report.pass > 0 && is_terminal(stdout) &&
               is_terminal(stderr);
    }

    [[nodiscard]] bool is_worth_stderr(ExitCode code) const {
        return !line_.run.quiet || code == ExitCode::unusable || code == ExitCode::needs_a_person ||
               code == ExitCode::braked;
    }

    const CommandLine& line_;
    const Clock& clock_;
    Interrupt& interrupt_;
    ProgressLine progress_line_;
};

}  // namespace

ExitCode run_pass(const CommandLine& line, const Clock& clock, Interrupt& interrupt) {
    return Run(line, clock, interrupt).run();
}
