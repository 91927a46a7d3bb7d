#include "explain.h"

#include "output.h"
#include "pass_options.h"
#include "pdhs/report/dossier_text.h"
#include "pdhs/report/json.h"
#include "pdhs/report/log_history.h"
#include "pdhs/settings/settings.h"
#include "pdhs/sync/explaining.h"

namespace {

using namespace pdhs;

Result<Dossier> load_dossier(const CommandLine& line, const Clock& clock) {
    PDHS_TRY(const auto asked, parse_asked(line.explain.whom));
    PDHS_TRY(const auto settings, load_settings(line.settings, current_environment()));
    PDHS_TRY(const auto store, Store::open_copy(settings.state_path));
    PDHS_TRY(auto dossier, dossier_of(*store, asked, pass_options({}, settings), clock.now()));
    dossier.deeds = deeds_in_log(settings.log_path, dossier.records);
    return dossier;
}

}  // namespace

ExitCode explain(const CommandLine& line, const Clock& clock) {
    const auto dossier = load_dossier(line, clock);
    if (!dossier) {
        write_error(dossier.error().message);
        if (line.explain.format == OutputFormat::json)
            write_report(failure_as_json("pdhs-sync.explain/1", program_version(), dossier.error()) + "\n");
        return ExitCode::unusable;
    }
    if (line.explain.format == OutputFormat::json)
        write_report(dossier_as_json(*dossier, program_version()) + "\n");
    else
        write_report(dossier_as_text(*dossier));
    return dossier->is_known() ? ExitCode::ok : ExitCode::contacts_failed;
}
