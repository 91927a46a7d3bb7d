#include "run.h"

#include <fmt/format.h>

#include <cstdio>

#include "output.h"
#include "pdhs/core/verdict.h"
#include "pdhs/pdhs.h"
#include "pdhs/report/csv.h"
#include "pdhs/report/json.h"
#include "pdhs/report/markdown.h"
#include "pdhs/report/text.h"
#include "pdhs/system/console.h"
#include "progress_line.h"

namespace {

using namespace pdhs;

std::string warning_line(const std::string& warning) {
    return fmt::format("pdhs-sync: warning: {}\n", warning);
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
        PDHS_TRY(const auto settings, load_settings(line_.settings));
        if (!line_.run.quiet)
            for (const auto& warning : settings.warnings) write_text(stderr, warning_line(warning));
        auto report = sync_contacts(settings, asked());
        // A person has read them above.
        if (report && line_.run.format == OutputFormat::json)
            report->warnings.insert(report->warnings.begin(), settings.warnings.begin(), settings.warnings.end());
        return report;
    }

    SyncOptions asked() {
        return {.dry_run = line_.run.dry_run,
                .full = line_.run.full,
                .force = line_.run.force,
                .max_creates = line_.run.max_creates,
                .deadline = line_.run.deadline,
                .detailed_exit_code = line_.run.detailed_exitcode,
                .progress = progress_line_.teller(!line_.run.quiet),
                .interrupt = &interrupt_,
                .clock = &clock_};
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
                return report_as_json(report, version()) + "\n";
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
