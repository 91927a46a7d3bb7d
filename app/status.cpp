#include "status.h"

#include "output.h"
#include "pass_options.h"
#include "pdhs/report/json.h"
#include "pdhs/report/status_text.h"
#include "pdhs/settings/settings.h"
#include "pdhs/sync/status.h"

namespace {

using namespace pdhs;

Result<Status> load_status(const CommandLine& line, const Clock& clock) {
    PDHS_TRY(const auto settings, load_settings(line.settings, current_environment()));
    PDHS_TRY(const auto store, Store::open_copy(settings.state_path));
    PDHS_TRY(auto status, status_of(*store, pass_options({}, settings), clock.now()));
    status.greatest_age = line.status.max_age;
    return status;
}

}  // namespace

ExitCode show_status(const CommandLine& line, const Clock& clock) {
    const auto status = load_status(line, clock);
    if (!status) {
        write_error(status.error().message);
        if (line.status.format == OutputFormat::json)
            write_report(failure_as_json("pdhs-sync.status/1", program_version(), status.error()) + "\n");
        return ExitCode::unusable;
    }
    if (line.status.format == OutputFormat::json)
        write_report(status_as_json(*status, program_version()) + "\n");
    else
        write_report(status_as_text(*status, terminal_of_stdout()));
    return is_healthy(*status) ? ExitCode::ok : ExitCode::contacts_failed;
}
