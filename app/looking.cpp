#include "looking.h"

#include "output.h"
#include "pdhs/pdhs.h"
#include "pdhs/report/json.h"

using namespace pdhs;

ExitCode show(const Result<Shown>& shown, OutputFormat format, const std::string& schema) {
    if (shown) {
        return write_report(shown->text) ? shown->exit_code : ExitCode::unusable;
    }
    write_error(shown.error().message);
    if (format == OutputFormat::json) write_report(failure_as_json(schema, version(), shown.error()) + "\n");
    return ExitCode::unusable;
}
