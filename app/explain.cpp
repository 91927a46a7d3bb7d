#include "explain.h"

#include "looking.h"
#include "pdhs/pass_options.h"
#include "pdhs/pdhs.h"
#include "pdhs/report/dossier_text.h"
#include "pdhs/report/log_history.h"
#include "pdhs/sync/explaining.h"

namespace {

using namespace pdhs;

Result<Shown> look_for(const CommandLine& line, const Clock& clock) {
    PDHS_TRY(const auto asked, parse_asked(line.explain.whom));
    PDHS_TRY(const auto settings, load_settings(line.settings));
    PDHS_TRY(const auto store, Store::open_copy(settings.state_path));
    PDHS_TRY(auto dossier, dossier_of(*store, asked, pass_options({}, settings), clock.now()));
    dossier.state_path = settings.state_path;
    dossier.deeds = deeds_in_log(settings.log_path, dossier.records);
    const auto exit_code = dossier.is_known() ? ExitCode::ok : ExitCode::contacts_failed;
    if (line.explain.format == OutputFormat::json) return Shown{dossier_as_json(dossier, version()) + "\n", exit_code};
    return Shown{dossier_as_text(dossier), exit_code};
}

}  // namespace

ExitCode explain(const CommandLine& line, const Clock& clock) {
    return show(look_for(line, clock), line.explain.format, "pdhs-sync.explain/1");
}
