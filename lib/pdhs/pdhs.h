#pragma once
#include <optional>
#include <string>

#include "pdhs/core/interrupt.h"
#include "pdhs/core/progress.h"
#include "pdhs/core/report.h"
#include "pdhs/core/result.h"
#include "pdhs/core/time.h"
#include "pdhs/settings/settings.h"

/// pdhs-sync as a library: the one header to include. What it includes in turn is installed beside it, and needs
/// nothing but the standard library.
namespace pdhs {

/// "X.Y.Z"
[[nodiscard]] std::string version();

/// The settings as `pdhs-sync` takes them: from the options, else the environment of this process, else the env file
/// (./.env, if there is one), else the defaults. load_settings(options, environment) takes another environment.
[[nodiscard]] Result<Settings> load_settings(const SettingOptions& options = {});

/// How a pass is to go; left alone, as `pdhs-sync run` without options.
struct SyncOptions {
    bool dry_run = false;  ///< creates nothing, nor a state; the report's actions say what a pass would do
    bool full = false;     ///< waits up to 60 s for a pass that is under way, then reads both sides in full
    bool force = false;    ///< as `full`, and goes on where a brake holds
    std::optional<long long> max_creates = {};  ///< on both platforms together; 0 or more
    std::optional<Millis> deadline = {};        ///< so long after its beginning no create begins any more
    bool detailed_exit_code = false;            ///< with `dry_run`: ExitCode::would_change if there is anything to do
    TellProgress progress = {};                 ///< called from several threads; may be empty
    const Interrupt* interrupt = nullptr;  ///< ends the pass early when requested, by any thread or a signal handler
    const Clock* clock = nullptr;          ///< null: that of this machine
};

/// One pass between the two platforms, as `pdhs-sync run` makes it: takes the lock, opens the state and the log that
/// the settings name, reads both sides, and creates on each what stands only on the other. Prints nothing. A pass that
/// ran has a report, also where a platform failed: `exit_code` and `error` say how it went. A pass that could not begin
/// is an error: ErrorKind::locked while another one runs, ErrorKind::state or log for a file that cannot be used,
/// ErrorKind::usage for an option. Throws only where memory ends, or on a bug.
[[nodiscard]] Result<Report> sync_contacts(const Settings& settings, const SyncOptions& options = {});

}  // namespace pdhs
