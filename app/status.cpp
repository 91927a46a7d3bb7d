#include "status.h"

#include "looking.h"
#include "output.h"
#include "pdhs/pass_options.h"
#include "pdhs/pdhs.h"
#include "pdhs/report/status_text.h"
#include "pdhs/state/lock.h"
#include "pdhs/sync/status.h"

namespace {

using namespace pdhs;

Result<Shown> look(const CommandLine& line, const Clock& clock) {
    PDHS_TRY(const auto settings, load_settings(line.settings));
    PDHS_TRY(const auto store, Store::open_copy(settings.state_path));
    PDHS_TRY(auto status, status_of(*store, pass_options({}, settings), clock.now()));
    status.state_path = settings.state_path;
    const auto holder = PassLock::holder(settings.state_path);
    status.is_running = holder && holder->has_value();
    status.greatest_age = line.status.max_age;
    const auto exit_code = is_healthy(status) ? ExitCode::ok : ExitCode::contacts_failed;
    if (line.status.format == OutputFormat::json) return Shown{status_as_json(status, version()) + "\n", exit_code};
    return Shown{status_as_text(status, terminal_of_stdout()), exit_code};
}

}  // namespace

ExitCode show_status(const CommandLine& line, const Clock& clock) {
    return show(look(line, clock), line.status.format, "pdhs-sync.status/1");
}
