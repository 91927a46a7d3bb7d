#include "pdhs/pdhs.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "pdhs/connect.h"
#include "pdhs/pass_options.h"
#include "pdhs/report/pino_log.h"
#include "pdhs/state/state_file.h"
#include "pdhs/sync/pass.h"
#include "pdhs/sync/spending.h"
#include "pdhs/system/broken_pipes.h"
#include "pdhs/system/system_clock.h"

namespace pdhs {

namespace {

constexpr auto logged_warnings = "logged_warnings";
constexpr Millis patience_by_hand = std::chrono::seconds{60};

/// What a dry run spent, for the ledger of the real state.
std::vector<LedgerEntry> spending_of(const Report& report) {
    std::vector<LedgerEntry> entries;
    entries.reserve(both_crms.size());
    for (const auto crm : both_crms)
        entries.push_back(
            ledger_entry(crm, report.started, {report.platforms[crm].requests, report.platforms[crm].tokens}));
    return entries;
}

/// Only when they are not those of the pass before: a schedule would fill the log with them.
Result<void> log_news(const std::vector<std::string>& warnings, Log& log, Store& store) {
    const auto all = fmt::format("{}", fmt::join(warnings, "\n"));
    PDHS_TRY(const auto former, store.get_value(logged_warnings));
    if (former.value_or("") == all) return {};
    for (const auto& warning : warnings) log.write(LogLevel::warn, warning, {});
    return store.set_value(logged_warnings, all);
}

/// One pass with all that it needs: what the settings name is opened for it, and closed behind it.
class WholePass {
  public:
    WholePass(const Settings& settings, const SyncOptions& options, const Clock& clock, const Interrupt& interrupt)
        : settings_(settings), options_(options), clock_(clock), interrupt_(interrupt) {}

    Result<Report> run() {
        PDHS_TRY(const auto log, open_log());
        auto report = options_.dry_run ? dry_pass(*log) : real_pass(*log);
        if (!report && report.error().kind != ErrorKind::locked)
            log->write(LogLevel::error, report.error().message, {});
        return report;
    }

  private:
    /// Where a folder is another user's, log and state cannot be used, and the state's error says more.
    Result<std::unique_ptr<Log>> open_log() const {
        auto log = open_pino_log({settings_.log_path, settings_.log_level, settings_.log_max_bytes}, clock_);
        if (!log && !options_.dry_run) PDHS_CHECK(check_state_file(settings_.state_path));
        return log;
    }

    Result<Report> real_pass(Log& log) {
        const bool by_hand = options_.full || options_.force;
        const auto patience = by_hand ? patience_by_hand : Millis{0};
        PDHS_CHECK(check_state_file(settings_.state_path));
        PDHS_TRY(const auto lock, PassLock::take(settings_.state_path, patience, interrupt_));
        PDHS_TRY(const auto store, Store::open(settings_.state_path));
        PDHS_CHECK(log_news(settings_.warnings, log, *store));
        return pass_with(log, *store, &lock);
    }

    Result<Report> dry_pass(Log& log) {
        PDHS_TRY(const auto copy, Store::open_copy(settings_.state_path));
        auto report = pass_with(log, *copy, nullptr);
        const auto kept = Store::add_to_ledger_of(settings_.state_path, spending_of(report));
        if (!kept) report.warnings.push_back(kept.error().message);
        return report;
    }

    Report pass_with(Log& log, Store& store, const PassLock* lock) {
        const auto platforms = connect(settings_, interrupt_, options_.progress);
        World world{store,
                    lock,
                    {platforms.hubspot.get(), platforms.pipedrive.get()},
                    log,
                    clock_,
                    interrupt_,
                    options_.progress,
                    {settings_.hubspot.token, settings_.pipedrive.token}};
        return sync_contacts(world, pass_options(options_, settings_));
    }

    const Settings& settings_;
    const SyncOptions& options_;
    const Clock& clock_;
    const Interrupt& interrupt_;
};

}  // namespace

std::string version() {
    return PDHS_VERSION;
}

Result<Settings> load_settings(const SettingOptions& options) {
    return load_settings(options, current_environment());
}

Result<Report> sync_contacts(const Settings& settings, const SyncOptions& options) {
    if (options.max_creates.value_or(0) < 0) return fail(ErrorKind::usage, "max_creates must be 0 or more");
    const SystemClock system_clock;
    const Interrupt never;
    const BrokenPipesAreErrors guard;
    return WholePass(settings, options, options.clock == nullptr ? system_clock : *options.clock,
                     options.interrupt == nullptr ? never : *options.interrupt)
        .run();
}

}  // namespace pdhs
